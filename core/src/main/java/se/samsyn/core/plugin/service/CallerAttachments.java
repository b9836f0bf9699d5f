package se.samsyn.core.plugin.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.file.Attachment;
import se.samsyn.api.file.Attachments;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Upload;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.file.AttachmentStore;
import se.samsyn.core.file.StoredAttachment;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.Words;

/** The files that are attached to what one plugin keeps. */
record CallerAttachments(CurrentUser user, String plugin, AttachmentStore store, Words words) implements Attachments {

    @Override
    public Attachment add(String subject, Upload file) {
        requireSomebody();
        try {
            return attachment(store.add(plugin, subject, file, user.userId()));
        } catch (Rejection rejection) {
            throw rejection.in(words);
        }
    }

    @Override
    public Map<String, List<Attachment>> of(Collection<String> subjects) {
        Map<String, List<Attachment>> of = new LinkedHashMap<>();
        store.of(plugin, subjects)
                .forEach(one -> of.computeIfAbsent(one.subject(), subject -> new ArrayList<>()).add(attachment(one)));
        return of;
    }

    @Override
    public Optional<Attachment> find(String id) {
        OptionalLong number = Ids.parse(id);
        return number.isEmpty()
                ? Optional.empty()
                : store.find(plugin, number.getAsLong()).map(CallerAttachments::attachment);
    }

    @Override
    public Optional<Response.File> open(String id) {
        OptionalLong number = Ids.parse(id);
        return number.isEmpty() ? Optional.empty() : store.open(plugin, number.getAsLong());
    }

    @Override
    public void remove(String id) {
        requireSomebody();
        Ids.parse(id).ifPresent(number -> store.remove(plugin, number, user.userId()));
    }

    @Override
    public List<Change> history(String subject) {
        List<Change> changes = new ArrayList<>();
        for (StoredAttachment one : store.ever(plugin, subject)) {
            changes.add(new Change(one.name(), false, id(one.addedBy()), one.addedAt()));
            Instant removed = one.removedAt();
            if (removed != null) {
                changes.add(new Change(one.name(), true, id(one.removedBy()), removed));
            }
        }
        changes.sort(Comparator.comparing(Change::at));
        Collections.reverse(changes);
        return changes;
    }

    private void requireSomebody() {
        if (!CallerIds.sees(user)) {
            throw new AccessDenied("attachment");
        }
    }

    private static Attachment attachment(StoredAttachment one) {
        return new Attachment(
                Long.toString(one.id()),
                one.subject(),
                one.name(),
                one.contentType(),
                one.size(),
                id(one.addedBy()),
                one.addedAt());
    }

    private static @Nullable String id(@Nullable Long person) {
        return person == null ? null : Long.toString(person);
    }
}
