package se.samsyn.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SharedAncestorsTest {

    /** A tree that tells what it was asked. */
    private static final class Told implements UnitTree {

        private final List<Long> asked = new ArrayList<>();
        private Map<Long, Long> parents = Map.of(1L, 0L, 2L, 1L, 3L, 2L);

        @Override
        public Set<Long> withAncestors(long unitId) {
            asked.add(unitId);
            Set<Long> reached = new HashSet<>();
            for (long id = unitId; parents.containsKey(id); id = parents.get(id)) {
                reached.add(id);
            }
            return reached;
        }

        @Override
        public Set<Long> withDescendants(Set<Long> unitIds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Long, Long> parents() {
            return parents;
        }
    }

    private final Told tree = new Told();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final SharedAncestors shared = new SharedAncestors(tree, writing::get);

    @Test
    void asksOnceForAUnitUntilSomethingHasChanged() {
        assertThat(shared.withAncestors(3, 7)).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(shared.withAncestors(3, 7)).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(tree.asked).containsExactly(3L);
        tree.parents = Map.of(1L, 0L, 2L, 1L, 3L, 1L);
        assertThat(shared.withAncestors(3, 8)).containsExactlyInAnyOrder(1L, 3L);
    }

    @Test
    void aRequestThatCameEarlierDoesNotPutBackWhatItKnew() {
        shared.withAncestors(3, 7);
        tree.parents = Map.of(1L, 0L, 2L, 1L, 3L, 1L);
        shared.withAncestors(3, 8);
        shared.withAncestors(3, 7);
        assertThat(shared.withAncestors(3, 8)).containsExactlyInAnyOrder(1L, 3L);
    }

    @Test
    void remembersNothingOfWhatMayStillBeUndone() {
        writing.set(true);
        tree.parents = Map.of(1L, 0L, 2L, 1L, 3L, 1L);
        assertThat(shared.withAncestors(3, 7)).containsExactlyInAnyOrder(1L, 3L);
        writing.set(false);
        tree.parents = Map.of(1L, 0L, 2L, 1L, 3L, 2L);
        assertThat(shared.withAncestors(3, 7)).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void doesNotRememberWhatIsNoUnitOfOurs() {
        assertThat(shared.withAncestors(4711, 7)).isEmpty();
        assertThat(shared.withAncestors(4711, 7)).isEmpty();
        assertThat(tree.asked).containsExactly(4711L, 4711L);
    }
}
