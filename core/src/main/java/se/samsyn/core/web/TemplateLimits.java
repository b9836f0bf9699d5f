package se.samsyn.core.web;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.extension.core.RangeFunction;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * Keeps a template from running for ever: its loops end when the thread is interrupted, and a range is no longer than a
 * page needs.
 */
final class TemplateLimits extends AbstractExtension {

    /** The longest page, in characters. */
    static final int LONGEST_PAGE = 16 << 20;

    private static final long LONGEST_RANGE = 100_000;

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of(RangeFunction.FUNCTION_NAME, new BoundedRange());
    }

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
        return List.of(template -> new Loops((PebbleTemplateImpl) template));
    }

    private static final class BoundedRange extends RangeFunction {

        @Override
        public Object execute(
                Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
            if (arguments.get("start") instanceof Number start && arguments.get("end") instanceof Number end) {
                long step = arguments.get("increment") instanceof Number increment ? increment.longValue() : 1;
                double turns = Math.abs((double) end.longValue() - start.longValue()) / Math.abs((double) step);
                if (turns > LONGEST_RANGE) {
                    throw new PebbleException(
                            null, "A range has at most " + LONGEST_RANGE + " values", lineNumber, self.getName());
                }
            }
            return super.execute(arguments, self, context, lineNumber);
        }
    }

    /** Puts a look at the interrupt first in the body of every loop. */
    private static final class Loops extends AbstractNodeVisitor {

        private Loops(PebbleTemplateImpl template) {
            super(template);
        }

        @Override
        public void visit(ForNode loop) {
            List<RenderableNode> body = loop.getBody().getChildren();
            body.add(0, new Interruption(loop.getLineNumber()));
            super.visit(loop);
        }
    }

    private static final class Interruption extends AbstractRenderableNode {

        private Interruption(int lineNumber) {
            super(lineNumber);
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
            if (Thread.currentThread().isInterrupted()) {
                throw new PebbleException(null, "The template took too long", getLineNumber(), self.getName());
            }
        }

        @Override
        public void accept(NodeVisitor visitor) {
            visitor.visit(this);
        }
    }
}
