package se.samsyn.core.plugin.service;

import java.time.Clock;
import java.util.function.Consumer;
import se.samsyn.api.service.Services;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.file.AttachmentStore;
import se.samsyn.core.followup.FollowupModule;
import se.samsyn.core.imports.ImportsModule;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.mail.Outbox;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.planning.PlanningModule;
import se.samsyn.core.web.Messages;

/** What the services are made of. */
public record ServiceParts(
        UnitRepository units,
        PeopleModule people,
        MeasuringModule measuring,
        PlanningModule planning,
        FollowupModule followup,
        ImportsModule imports,
        Outbox outbox,
        AttachmentStore attachments,
        RecordSource records,
        Messages messages,
        Clock clock)
        implements ServiceSource {

    @Override
    public Services of(CurrentUser user, String plugin, Consumer<String> rejected) {
        return new CallerServices(user, plugin, this, rejected);
    }
}
