package se.samsyn.plugin.meetings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** The logs of a series: what has been decided, and what is to be done. */
final class LogPages {

    private static final int PAGE = 50;
    private static final int FURTHEST = 1000;

    private final LogRepository log;
    private final Finding finding;
    private final Clock clock;

    LogPages(LogRepository log, Finding finding, Clock clock) {
        this.log = log;
        this.finding = finding;
        this.clock = clock;
    }

    /** A decision in the log. */
    public record DecisionLine(String text, String day, String meetingHref, String item, String itemHref) {}

    /** A promise in the log. */
    public record ActionLine(
            ActionView.Line action, @Nullable String until, boolean late, String day, String meetingHref, String item) {}

    Response decisions(Request request) {
        return finding.series(request, Insight.Level.OVERSEER, (r, sight) -> {
            String words = words(r);
            int page = page(r);
            List<LogRepository.Decided> found = log.decisions(sight.series().id(), words, page * PAGE, PAGE + 1);
            Map<String, Object> model = model(r, sight, "decisions", found.size(), page);
            model.put("form", FormView.of(Map.of("q", words)));
            model.put("lines", found.stream().limit(PAGE).map(one -> line(r, one)).toList());
            return Response.page("meetings/log-decisions", model);
        });
    }

    private static DecisionLine line(Request request, LogRepository.Decided one) {
        String meeting = Meeting.address(one.meetingId());
        return new DecisionLine(
                one.text(),
                Times.shortDay(Times.day(one.at()), request.locale()),
                meeting,
                one.item(),
                meeting + "/items/" + one.itemId());
    }

    Response actions(Request request) {
        return finding.series(request, Insight.Level.OVERSEER, (r, sight) -> {
            String state = String.valueOf(r.query("state"));
            String owner = r.query("owner");
            LogRepository.Filter filter = new LogRepository.Filter(
                    words(r),
                    owner == null || owner.isBlank() ? null : owner,
                    state.equals("done") ? Boolean.TRUE : state.equals("all") ? null : Boolean.FALSE);
            int page = page(r);
            List<LogRepository.Promised> found = log.promises(sight.series().id(), filter, page * PAGE, PAGE + 1);
            Map<String, Object> model = model(r, sight, "actions", found.size(), page);
            model.put("form", FormView.of(Map.of("q", filter.words()))
                    .put("owner", filter.ownerId() == null ? "" : filter.ownerId())
                    .put("state", filter.done() == null ? "all" : filter.done() ? "done" : "open"));
            model.put("owners", owners(r, sight.series().id()));
            model.put("states", List.of(state(r, "open"), state(r, "done"), state(r, "all")));
            model.put("lines", lines(r, found.stream().limit(PAGE).toList(), sight.takesPart()));
            return Response.page("meetings/log-actions", model);
        });
    }

    private static Views.Option state(Request request, String state) {
        return new Views.Option(state, request.text("log.state." + state), "");
    }

    private List<Views.Option> owners(Request request, long seriesId) {
        return Views.names(request, new ArrayList<>(log.owners(seriesId))).entrySet().stream()
                .map(entry -> new Views.Option(entry.getKey(), entry.getValue(), ""))
                .sorted(Comparator.comparing(Views.Option::label, Views.BY_NAME))
                .toList();
    }

    private List<ActionLine> lines(Request request, List<LogRepository.Promised> found, boolean member) {
        List<ActionView.Line> lines = ActionView.of(
                request, found.stream().map(LogRepository.Promised::action).toList(), member);
        LocalDate today = Times.day(clock.instant());
        return IntStream.range(0, lines.size())
                .mapToObj(i -> line(request, lines.get(i), found.get(i), today))
                .toList();
    }

    private static ActionLine line(
            Request request, ActionView.Line line, LogRepository.Promised one, LocalDate today) {
        return new ActionLine(
                line,
                line.until() == null ? null : Times.shortDay(line.until(), request.locale()),
                line.late(today),
                Times.shortDay(Times.day(one.at()), request.locale()),
                Meeting.address(one.action().meetingId()),
                one.item());
    }

    private static Map<String, Object> model(
            Request request, Insight.Sight sight, String which, int found, int page) {
        Map<String, Object> model = new HashMap<>();
        model.put("series", sight.series());
        model.put("tabs", tabs(request, sight.series(), which));
        model.put("crumbs", List.of(Views.home(request), Views.of(sight.series())));
        model.put("next", found > PAGE && page < FURTHEST ? pageHref(request, page + 1) : null);
        model.put("previous", page > 0 ? pageHref(request, page - 1) : null);
        return model;
    }

    /** Between the two logs. */
    public record Tab(String label, String href, boolean current, @Nullable Integer count) {}

    private static List<Tab> tabs(Request request, Series series, String which) {
        List<Tab> tabs = new ArrayList<>();
        for (String one : List.of("actions", "decisions")) {
            tabs.add(new Tab(request.text("log." + one), series.address() + "/" + one, one.equals(which), null));
        }
        return tabs;
    }

    private static String words(Request request) {
        String words = request.query("q");
        return words == null ? "" : words.strip().substring(0, Math.min(words.strip().length(), 100));
    }

    private static int page(Request request) {
        String page = request.query("page");
        return page != null && page.matches("[0-9]{1,4}") ? Math.min(Integer.parseInt(page), FURTHEST) : 0;
    }

    private static String pageHref(Request request, int page) {
        StringBuilder href = new StringBuilder("?page=").append(page);
        for (String name : List.of("q", "owner", "state")) {
            String value = request.query(name);
            if (value != null && !value.isEmpty()) {
                href.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        return href.toString();
    }
}
