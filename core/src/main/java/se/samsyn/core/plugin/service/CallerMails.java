package se.samsyn.core.plugin.service;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import se.samsyn.api.mail.Mail;
import se.samsyn.api.mail.Mails;
import se.samsyn.api.work.CalendarEntry;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.mail.Outbox;

/** Letters that a plugin sends. */
record CallerMails(CurrentUser user, String plugin, Outbox outbox) implements Mails {

    @Override
    public void send(List<Mail> mails) {
        if (!CallerIds.sees(user)) {
            throw new AccessDenied("mail");
        }
        for (Mail mail : mails) {
            CalendarEntry entry = mail.invitation();
            CalendarDate date = entry == null ? null : CalendarDate.of(plugin, entry, PluginAddress.of(plugin, entry.path()));
            outbox.take("plugin:" + plugin, user.userId(), mail, date);
        }
    }

    @Override
    public boolean available() {
        return outbox.available();
    }

    @Override
    public Set<String> reachable(Collection<String> userIds) {
        return CallerIds.sees(user) ? outbox.reachable(userIds) : Set.of();
    }

    @Override
    public Map<Locale, Set<String>> byLanguage(Collection<String> userIds) {
        return CallerIds.sees(user) ? outbox.byLanguage(userIds) : Map.of();
    }
}
