package se.samsyn.core.plugin.service;

import java.util.function.Consumer;
import se.samsyn.api.field.CustomFields;
import se.samsyn.api.file.Attachments;
import se.samsyn.api.imports.Imports;
import se.samsyn.api.mail.Mails;
import se.samsyn.api.measuring.Indicators;
import se.samsyn.api.organisation.Units;
import se.samsyn.api.people.People;
import se.samsyn.api.planning.Activities;
import se.samsyn.api.service.Services;
import se.samsyn.api.shared.SharedRecords;
import se.samsyn.api.subject.Subjects;
import se.samsyn.core.access.CurrentUser;

/** Core's data as one user may see it through one plugin. Whoever is not signed in sees nothing. */
record CallerServices(CurrentUser user, String plugin, ServiceParts parts, Consumer<String> rejected) implements Services {

    @Override
    public Units units() {
        return new CallerUnits(user, parts.units(), parts.clock());
    }

    @Override
    public People people() {
        return new CallerPeople(user, parts.people().users(), parts.clock());
    }

    @Override
    public Subjects subjects() {
        return new CallerSubjects(user, parts);
    }

    @Override
    public Activities activities() {
        return new CallerActivities(
                user,
                plugin,
                parts.planning().activities(),
                (key, arguments) -> parts.messages().text(user.locale(), key, arguments));
    }

    @Override
    public Indicators indicators() {
        return new CallerIndicators(user, parts.measuring(), parts.units(), parts.messages());
    }

    @Override
    public Imports imports() {
        return new CallerImports(user, plugin, parts.imports(), parts.messages(), rejected);
    }

    @Override
    public CustomFields customFields() {
        return new CallerFields(user, plugin, parts.planning().goals());
    }

    @Override
    public Attachments attachments() {
        return new CallerAttachments(
                user,
                plugin,
                parts.attachments(),
                (key, arguments) -> parts.messages().text(user.locale(), key, arguments));
    }

    @Override
    public Mails mails() {
        return new CallerMails(user, plugin, parts.outbox());
    }

    @Override
    public SharedRecords records() {
        return (owner, name, version, key) -> parts.records().find(user, owner, name, version, key);
    }
}
