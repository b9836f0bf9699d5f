package se.samsyn.core.web;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.loader.DelegatingLoader;
import io.pebbletemplates.pebble.loader.FileLoader;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders templates, escaped, with core's functions. A plugin has an engine of its own. */
public final class Templates {

    private final PebbleEngine engine;

    private Templates(PebbleEngine engine) {
        this.engine = engine;
    }

    public static Templates ofCore(Messages messages, Assets assets) {
        return new Templates(engine(loader(Templates.class.getClassLoader()), messages, assets));
    }

    /** A plugin's own templates, which may extend core's layout and import its macros. */
    public static Templates ofPlugin(ClassLoader plugin, Messages messages, Assets assets) {
        Loader<?> both = new DelegatingLoader(List.of(loader(plugin), loader(Templates.class.getClassLoader())));
        return new Templates(engine(both, messages, assets));
    }

    /** The same for templates that are being written: they are read from these folders each time. */
    public static Templates beingWritten(List<Path> folders, ClassLoader plugin, Messages messages, Assets assets) {
        List<Loader<?>> loaders = new ArrayList<>();
        for (Path folder : folders) {
            FileLoader loader = new FileLoader(folder.toString());
            loader.setSuffix(".peb");
            loaders.add(loader);
        }
        loaders.add(loader(plugin));
        loaders.add(loader(Templates.class.getClassLoader()));
        return new Templates(builder(new DelegatingLoader(loaders), messages, assets).cacheActive(false).build());
    }

    public String render(String template, Map<String, ?> model, Locale locale) {
        StringWriter out = new StringWriter(16_384);
        try {
            @SuppressWarnings("unchecked") // the engine only reads it
            Map<String, Object> values = (Map<String, Object>) model;
            engine.getTemplate(template).evaluate(out, values, locale);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot render " + template, e);
        }
        return out.toString();
    }

    private static ClasspathLoader loader(ClassLoader classes) {
        ClasspathLoader loader = new ClasspathLoader(classes);
        loader.setSuffix(".peb");
        return loader;
    }

    private static PebbleEngine engine(Loader<?> loader, Messages messages, Assets assets) {
        return builder(loader, messages, assets).build();
    }

    private static PebbleEngine.Builder builder(Loader<?> loader, Messages messages, Assets assets) {
        return new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .maxRenderedSize(TemplateLimits.LONGEST_PAGE)
                .extension(new TemplateLimits())
                .extension(new AbstractExtension() {
                    @Override
                    public Map<String, Function> getFunctions() {
                        return TemplateFunctions.all(messages, assets);
                    }
                });
    }
}
