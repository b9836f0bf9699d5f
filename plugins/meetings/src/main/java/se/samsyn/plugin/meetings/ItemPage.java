package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.live.Live;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** One item: what it is about, who presents it, and what of Samsyn's it concerns. */
final class ItemPage {

    private static final int FOUND = 10;
    private static final int LEFT = 10;

    private final Store store;
    private final MeetingPages pages;
    private final ItemFiles files;
    private final Finding finding;
    private final Live live;

    ItemPage(Store store, MeetingPages pages, ItemFiles files, Finding finding, Live live) {
        this.store = store;
        this.pages = pages;
        this.files = files;
        this.finding = finding;
        this.live = live;
    }

    /** Something that the item could be about. */
    public record Choice(String value, SubjectCard card) {}

    /** What somebody had written before it was changed. */
    public record LeftNote(Views.Who who, String at, String text) {}

    Response show(Request request) {
        return finding.item(request, Insight.Level.OVERSEER, (r, place) -> page(r, place, begun(place.item())));
    }

    private static FormView begun(Item item) {
        return FormView.of(Map.of())
                .put("title", item.title())
                .put("minutes", item.minutes())
                .put("presenter", item.presenterId())
                .put("version", item.version());
    }

    Response.Page page(Request request, Finding.Place place, FormView form) {
        Item item = place.item();
        Finding.Room room = place.room();
        boolean changes = mayChange(request, place);
        String searched = request.query("q");
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", room.meeting());
        model.put("item", item);
        model.put("form", form);
        model.put("changes", changes);
        model.put("writes", room.writes());
        model.put("stateText", request.text("item.state." + item.state().name()));
        model.put("crumbs", List.of(Views.home(request), Views.of(room.series()), Views.of(request, room.meeting())));
        List<Views.Option> people = new ArrayList<>();
        pages.people(request, room).forEach(one ->
                people.add(new Views.Option(one.member().who().id(), one.member().who().name(), "")));
        model.put("people", people);
        Map<String, String> names = Views.names(request, List.of(item.proposedBy(), Objects.requireNonNullElse(item.presenterId(), "")));
        model.put("note", store.notes().of(item.id()).text());
        model.put("leftNotes", leftNotes(request, item));
        model.put("proposedBy", Views.who(names, item.proposedBy(), request));
        model.put("presenter", item.presenterId() == null ? null : Views.who(names, item.presenterId(), request));
        Subject subject = item.subject();
        model.put("hasSubject", subject != null);
        model.put("card", subject == null ? null : request.services().subjects().cards(Set.of(subject)).get(subject));
        model.put("q", searched == null ? "" : searched);
        model.put("found", changes ? found(request, room.series(), searched) : List.of());
        model.put("files", files.shown(request, item));
        model.put("trail", Changes.of(request, store.itemHistory().of(item.id(), Changes.SHOWN)));
        return Response.page("meetings/item", model);
    }

    private List<LeftNote> leftNotes(Request request, Item item) {
        List<NoteRepository.Left> left = store.notes().left(item.id(), LEFT);
        Map<String, String> names = Views.names(request, left.stream().map(NoteRepository.Left::personId).toList());
        return left.stream()
                .map(one -> new LeftNote(
                        Views.who(names, one.personId(), request), Views.moment(request, one.at()), one.text()))
                .toList();
    }

    /** What was searched for, else the goals of the series' unit. */
    private static List<Choice> found(Request request, Series series, @Nullable String searched) {
        List<SubjectCard> cards = searched == null || searched.isBlank()
                ? request.services().subjects().goalsOf(series.unitId())
                : request.services().subjects().search(searched, series.unitId(), FOUND);
        return cards.stream()
                .limit(FOUND)
                .map(card -> new Choice(value(card.subject()), card))
                .toList();
    }

    private static String value(Subject subject) {
        return subject.type() + ":" + subject.id() + (subject.unitId() == null ? "" : ":" + subject.unitId());
    }

    /** Null when it names none. */
    private static @Nullable Subject subject(@Nullable String value) {
        String[] parts = value == null ? new String[0] : value.split(":");
        for (Subject.Type type : Subject.Type.values()) {
            boolean indicator = type == Subject.Type.INDICATOR;
            if (parts.length == (indicator ? 3 : 2) && parts[0].equals(type.name())) {
                return new Subject(type, parts[1], indicator ? parts[2] : null);
            }
        }
        return null;
    }

    /** Those who lead change every item, others what they proposed themselves until the meeting begins. */
    private static boolean mayChange(Request request, Finding.Place place) {
        boolean own = place.item().proposedBy().equals(request.caller().id());
        boolean planned = place.meeting().state() == Meeting.State.PLANNED;
        return place.room().leads() || own && planned && place.room().writes();
    }

    private Response changing(Request request, Finding.PlacePage page) {
        return finding.item(request, Insight.Level.MEMBER, (r, place) -> {
            if (!place.room().open()) {
                return Views.shut(r, place.room());
            }
            return mayChange(r, place) ? page.of(r, place) : Views.forbidden(r);
        });
    }

    private static Response back(Finding.Place place) {
        return Response.redirect(place.meeting().address() + "/items/" + place.item().id());
    }

    private boolean update(Request request, Finding.Place place, int version, ItemRepository.Details details) {
        return store.database().write(handle -> {
            live.tell(place.meeting().topic(), "agenda", "");
            return store.items().update(handle, place.item(), version, details, request.caller().id());
        });
    }

    Response save(Request request) {
        return changing(request, (r, place) -> {
            Item before = place.item();
            Input input = Input.form(r);
            String presenter = input.orNull("presenter");
            boolean known = presenter == null
                    || presenter.equals(before.presenterId())
                    || pages.people(r, place.room()).stream()
                            .anyMatch(one -> one.member().who().id().equals(presenter));
            if (!known) {
                input.reject("presenter", "action.owner.member");
            }
            ItemRepository.Details details = new ItemRepository.Details(
                    input.requiredLine("title", 200), presenter, input.number("minutes", 0, 600, before.minutes()), before.subject());
            FormView form = FormView.of(r.form());
            if (!input.valid()) {
                return page(r, place, form.reject(input.errors())).withStatus(422);
            }
            if (!update(r, place, input.version(), details)) {
                form.put("version", before.version());
                form.reject("", r.text("item.stale", before.title(), before.minutes()));
                return page(r, place, form).withStatus(409);
            }
            return Response.redirect(place.meeting().address() + "#item-" + before.id());
        });
    }

    /** Says what of Samsyn's the item is about; nothing when the form names none. */
    Response setSubject(Request request) {
        return changing(request, (r, place) -> {
            Item before = place.item();
            Subject subject = subject(r.form("subject"));
            if (subject != null && r.services().subjects().cards(Set.of(subject)).isEmpty()) {
                return Views.notFound(r);
            }
            ItemRepository.Details details =
                    new ItemRepository.Details(before.title(), before.presenterId(), before.minutes(), subject);
            return update(r, place, Input.form(r).version(), details) ? back(place) : Views.stale(r);
        });
    }

    private enum Removal {
        DONE,
        /** Somebody changed it meanwhile. */
        STALE,
        /** What has been written on it is part of the minutes. */
        WRITTEN
    }

    Response remove(Request request) {
        return changing(request, (r, place) -> {
            boolean begun = place.meeting().state() != Meeting.State.PLANNED;
            int version = Input.form(r).version();
            Removal removal = store.database().write(handle -> {
                if (begun && (store.items().written(handle, place.item()) || !files.of(r, place.item()).isEmpty())) {
                    return Removal.WRITTEN;
                }
                live.tell(place.meeting().topic(), "results-" + place.item().id(), "");
                live.tell(place.meeting().topic(), "agenda", "");
                return store.items().remove(handle, place.item(), version, r.caller().id()) ? Removal.DONE : Removal.STALE;
            });
            if (removal != Removal.DONE) {
                Item now = store.items().find(place.item().id()).orElse(place.item());
                String why = removal == Removal.WRITTEN
                        ? r.text("item.remove.written")
                        : stale(r, now);
                return page(r, new Finding.Place(place.room(), now), begun(now).reject("", why)).withStatus(409);
            }
            return Response.redirect(place.meeting().address()).withNotice("item.removed", place.item().title());
        });
    }

    /** Who changed what the item's form says, when, and to what. */
    private String stale(Request request, Item now) {
        return store.itemHistory().formChange(now.id())
                .map(entry -> request.text(
                        "item.remove.stale",
                        now.title(),
                        now.minutes(),
                        Views.name(request, entry.personId()),
                        Views.moment(request, entry.at())))
                .orElseGet(() -> request.text("web.error.stale"));
    }

    Response attach(Request request) {
        return finding.item(request, Insight.Level.MEMBER, (r, place) -> {
            if (!place.room().writes()) {
                return Views.shut(r, place.room());
            }
            String wrong = files.add(r, store, place.item());
            return wrong == null
                    ? back(place)
                    : page(r, place, begun(place.item()).reject("file", wrong)).withStatus(422);
        });
    }

    Response open(Request request) {
        return finding.item(
                request, Insight.Level.OVERSEER, (r, place) -> files.open(r, place.item(), r.pathParameter("file")));
    }

    Response detach(Request request) {
        return finding.item(request, Insight.Level.MEMBER, (r, place) -> {
            if (!place.room().writes()) {
                return Views.shut(r, place.room());
            }
            return files.remove(r, store, place.item(), r.pathParameter("file"), place.room().leads())
                    ? back(place)
                    : Views.notFound(r);
        });
    }
}
