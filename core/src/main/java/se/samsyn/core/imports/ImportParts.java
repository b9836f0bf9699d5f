package se.samsyn.core.imports;

import java.time.Clock;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.organisation.OrganisationModule;
import se.samsyn.core.people.PeopleModule;

/** What imports write through. */
record ImportParts(
        Database database,
        ChangeLog changes,
        OrganisationModule organisation,
        PeopleModule people,
        MeasuringModule measuring,
        Clock clock) {}
