package se.samsyn.core.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.samsyn.core.fetch.FetchFailure.Reason;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.measuring.PublishedFigures;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.organisation.UnitRepository;

/** Fetches from Skolverket: the statistics of every school here that has a code. */
final class SkolverketFetch {

    private final UnitRepository units;
    private final PublishedFigures published;

    SkolverketFetch(UnitRepository units, PublishedFigures published) {
        this.units = units;
        this.published = published;
    }

    Fetched fetch(SkolverketClient client, Progress progress) throws FetchFailure, InterruptedException {
        Map<String, Unit> schools = new TreeMap<>(units.byIdentifier(Source.SKOLVERKET.scheme()));
        schools.values().removeIf(unit -> unit.kind() != UnitKind.COMPULSORY_SCHOOL);
        if (schools.isEmpty()) {
            throw new FetchFailure(Reason.NOTHING_TO_FETCH);
        }
        List<InputFile> files = new ArrayList<>();
        List<Unit> without = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, Unit> school : schools.entrySet()) {
            number++;
            progress.at("schools", number, schools.size());
            Optional<InputFile> file = client.statistics(school.getKey());
            file.ifPresentOrElse(files::add, () -> without.add(school.getValue()));
        }
        if (files.isEmpty()) {
            throw new FetchFailure(Reason.NOT_FOUND, client.host());
        }
        return new Fetched(files, new SkolverketAnswers(without, published));
    }
}
