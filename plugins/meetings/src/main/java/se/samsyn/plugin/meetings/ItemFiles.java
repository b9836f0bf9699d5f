package se.samsyn.plugin.meetings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.file.Attachment;
import se.samsyn.api.file.Attachments;
import se.samsyn.api.live.Live;
import se.samsyn.api.service.Services;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Upload;

/** What is attached to items. Whoever sees the meeting sees its files; {@link Finding} has said so before this is asked. */
final class ItemFiles {

    private final Store store;
    private final Live live;

    ItemFiles(Store store, Live live) {
        this.store = store;
        this.live = live;
    }

    /**
     * A file on a page.
     *
     * @param own whether the caller attached it
     * @param item the item that it is attached to
     */
    public record Line(String id, String name, String size, boolean own, long item, String href) {}

    private static String key(Item item) {
        return "item-" + item.id();
    }

    List<Line> of(Request request, Item item) {
        return of(request, List.of(item)).getOrDefault(item.id(), List.of());
    }

    /** By item; those without files are left out. */
    Map<Long, List<Line>> of(Request request, List<Item> items) {
        Map<String, List<Attachment>> found =
                request.services().attachments().of(items.stream().map(ItemFiles::key).toList());
        Map<Long, List<Line>> files = new HashMap<>();
        for (Item item : items) {
            List<Attachment> own = found.getOrDefault(key(item), List.of());
            if (!own.isEmpty()) {
                files.put(item.id(), own.stream().map(file -> line(request, item, file)).toList());
            }
        }
        return files;
    }

    /** The same, and what is attached to the items of earlier meetings that they go on from. */
    Map<Long, List<Line>> shown(Request request, List<Item> items) {
        Map<Long, List<Item>> earlier = store.database().read(handle -> CarryRepository.earlier(handle, items));
        List<Item> all = Stream.concat(items.stream(), earlier.values().stream().flatMap(List::stream))
                .distinct()
                .toList();
        Map<Long, List<Line>> attached = of(request, all);
        Map<Long, List<Line>> shown = new HashMap<>();
        for (Item item : items) {
            List<Line> lines = Stream.concat(Stream.of(item), earlier.getOrDefault(item.id(), List.of()).stream())
                    .flatMap(one -> attached.getOrDefault(one.id(), List.of()).stream())
                    .toList();
            if (!lines.isEmpty()) {
                shown.put(item.id(), lines);
            }
        }
        return shown;
    }

    List<Line> shown(Request request, Item item) {
        return shown(request, List.of(item)).getOrDefault(item.id(), List.of());
    }

    /** What the files are called, a line for each, by item; those without files are left out. */
    static Map<Long, String> names(Services services, List<Item> items) {
        Map<String, List<Attachment>> found =
                services.attachments().of(items.stream().map(ItemFiles::key).toList());
        return items.stream()
                .filter(item -> found.containsKey(key(item)))
                .collect(Collectors.toMap(
                        Item::id,
                        item -> found.get(key(item)).stream().map(Attachment::name).collect(Collectors.joining("\n"))));
    }

    private static Line line(Request request, Item item, Attachment file) {
        boolean own = request.caller().id().equals(file.addedBy());
        String href = Meeting.address(item.meetingId()) + "/items/" + item.id() + "/files/" + file.id();
        return new Line(file.id(), file.name(), size(request, file.size()), own, item.id(), href);
    }

    private static String size(Request request, long bytes) {
        long kilobytes = Math.max(1, Math.round(bytes / 1024.0));
        return kilobytes < 1024
                ? request.text("file.kb", kilobytes)
                : request.text("file.mb", Math.round(kilobytes / 102.4) / 10.0);
    }

    /** What is wrong with the file that was sent, or null when it is kept. */
    @Nullable String add(Request request, Store store, Item item) {
        Upload upload = request.upload("file");
        if (upload == null) {
            return request.text("file.choose");
        }
        try {
            // The trail first: it says when minutes are locked.
            store.database().write(handle -> {
                store.trail().record(handle, request.caller().id(), item.entity(), "file", null, upload.name());
                request.services().attachments().add(key(item), upload);
                live.tell(Meeting.topic(item.meetingId()), "agenda", "");
                return true;
            });
            return null;
        } catch (InputException e) {
            return e.errors().values().stream().findFirst().orElse(e.getMessage());
        }
    }

    private static Optional<Attachment> find(Request request, Item item, String id) {
        return request.services().attachments().find(id).filter(file -> file.subject().equals(key(item)));
    }

    Response open(Request request, Item item, String id) {
        return find(request, item, id)
                .flatMap(file -> request.services().attachments().open(file.id()))
                .map(Response.class::cast)
                .orElseGet(() -> Views.notFound(request));
    }

    /** Takes a file away, for whoever attached it and those who lead; false when it is not there or not theirs. */
    boolean remove(Request request, Store store, Item item, String id, boolean leads) {
        Attachments attachments = request.services().attachments();
        Optional<Attachment> file = find(request, item, id)
                .filter(found -> leads || request.caller().id().equals(found.addedBy()));
        file.ifPresent(found -> store.database().write(handle -> {
            store.trail().record(handle, request.caller().id(), item.entity(), "file", found.name(), null);
            attachments.remove(found.id());
            live.tell(Meeting.topic(item.meetingId()), "agenda", "");
            return true;
        }));
        return file.isPresent();
    }
}
