package se.samsyn.core.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import se.samsyn.core.fetch.FetchFailure.Reason;
import se.samsyn.core.imports.file.InputFile;

/** Asks Kolada's interface, version 3, and keeps its answers as files. */
final class KoladaClient {

    /** No more ids are allowed in a part of a path. */
    static final int MOST_IDS = 25;

    /** No more rows are given on a page. */
    static final int PAGE = 5000;

    private static final int MOST_PAGES = 500;
    private static final String JSON = "application/json";

    private final Transport transport;
    private final String base;
    private final Path folder;

    KoladaClient(Transport transport, URI base, Path folder) {
        this.transport = transport;
        this.base = base.toString();
        this.folder = folder;
    }

    List<InputFile> catalogue() throws FetchFailure, InterruptedException {
        return pages("kpi", "/kpi");
    }

    List<InputFile> municipalities() throws FetchFailure, InterruptedException {
        return pages("municipality", "/municipality");
    }

    List<InputFile> groups() throws FetchFailure, InterruptedException {
        return pages("municipality_groups", "/municipality_groups");
    }

    /** The single units in a municipality, schools among them. */
    List<InputFile> units(String municipality) throws FetchFailure, InterruptedException {
        return pages("ou", "/ou?municipality=" + municipality);
    }

    /** The figures of municipalities, regions and the country. */
    List<InputFile> data(String name, Question question) throws FetchFailure, InterruptedException {
        return pages(name, "/data/kpi/" + ids(question.kpis()) + "/municipality/" + ids(question.bodies()) + "/year/"
                + ids(question.years()));
    }

    /** The figures of single units, such as schools. */
    List<InputFile> unitData(String name, Question question) throws FetchFailure, InterruptedException {
        return pages(name, "/oudata/kpi/" + ids(question.kpis()) + "/ou/" + ids(question.bodies()) + "/year/"
                + ids(question.years()));
    }

    /** Figures that are asked for at once; at most {@link #MOST_IDS} of each. */
    record Question(List<String> kpis, List<String> bodies, List<String> years) {}

    private static String ids(Collection<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw new IllegalArgumentException(ids.size() + " ids at once");
        }
        return String.join(",", ids);
    }

    /** Every page of an answer; each says where the next is. */
    private List<InputFile> pages(String name, String path) throws FetchFailure, InterruptedException {
        List<InputFile> files = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        URI at = URI.create(base + path + (path.contains("?") ? "&" : "?") + "per_page=" + PAGE);
        while (at != null) {
            if (!seen.add(at) || files.size() == MOST_PAGES) {
                throw new FetchFailure(Reason.GARBLED, at.getHost());
            }
            String file = name + "-" + (files.size() + 1) + ".json";
            Path into = folder.resolve(file);
            String next = transport.get(at, JSON, into, KoladaPage::next);
            files.add(new InputFile(file, into));
            at = next == null || next.isEmpty() ? null : transport.address(next);
        }
        return files;
    }
}
