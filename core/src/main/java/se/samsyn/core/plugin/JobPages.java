package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.job.JobId;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NotFound;

/** Where an administrator sees how jobs go, starts them and ends them. */
final class JobPages {

    private static final String PATH = "/settings/jobs/{owner}";
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    private static final Access ACCESS = Access.permission(CorePermissions.SYSTEM_MANAGE).everywhere();

    private final PluginModule plugins;
    private final PluginHost host;

    JobPages(PluginModule plugins, PluginHost host) {
        this.plugins = plugins;
        this.host = host;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, ACCESS, this::look),
                Route.post(PATH + "/{job}/run", ACCESS, this::run),
                Route.post(PATH + "/{job}/cancel", ACCESS, this::cancel));
    }

    /** The card of a plugin's jobs; without rows when it has none. */
    JobViews.Card of(ActivePlugin plugin, Request request) {
        Messages messages = plugin.scope().messages();
        return card(
                PluginWork.owner(plugin.id()),
                request,
                name -> messages.text(request.locale(), "job." + name));
    }

    /** The cards of core's own jobs. */
    List<JobViews.Card> own(Request request) {
        List<JobViews.Card> cards = new ArrayList<>();
        for (String owner : host.jobs().owners()) {
            if (!isPlugin(owner)) {
                cards.add(own(owner, request));
            }
        }
        return cards;
    }

    private JobViews.Card own(String owner, Request request) {
        return card(owner, request, new JobViews.Words() {

            @Override
            public String label(String job) {
                return request.text(owner + ".job." + job);
            }

            /** A job of core's tells how many, which can be read in any language. */
            @Override
            public String told(String job, String told) {
                return COUNT.matcher(told).matches()
                        ? request.text(owner + ".job." + job + ".told", Integer.parseInt(told))
                        : told;
            }
        });
    }

    private JobViews.Card card(String owner, Request request, JobViews.Words words) {
        return new JobViews(host.jobs(), host.messages(), request.locale()).card(owner, words);
    }

    private static boolean isPlugin(String owner) {
        return owner.startsWith(PluginWork.owner(""));
    }

    private JobViews.Card card(Request request) {
        String owner = request.pathParameter("owner");
        if (!isPlugin(owner)) {
            return own(owner, request);
        }
        return plugins.active(id(owner))
                .map(plugin -> of(plugin, request))
                .orElseThrow(() -> new NotFound("jobs of " + owner));
    }

    private static String id(String owner) {
        return owner.substring(PluginWork.owner("").length());
    }

    private static String home(String owner) {
        return isPlugin(owner) ? PluginPages.PATH + "/" + id(owner) : PluginPages.PATH;
    }

    private Response look(Request request) {
        JobViews.Card card = card(request);
        return request.header("HX-Request") == null
                ? Response.redirect(home(card.owner()))
                : Response.page("se/samsyn/core/plugin/jobs", Map.of("jobs", card));
    }

    private JobViews.Row row(JobViews.Card card, Request request) {
        String name = request.pathParameter("job");
        return card.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("job " + name));
    }

    private Response run(Request request) {
        PluginPages.grant(request, host);
        JobViews.Card card = card(request);
        JobViews.Row row = row(card, request);
        boolean put = host.jobs().runNow(new JobId(card.owner(), row.name()));
        Response.Redirect home = Response.redirect(home(card.owner()));
        return put
                ? home.withNotice("plugin.jobs.started", row.label())
                : home.withFailure("plugin.jobs.already", row.label());
    }

    private Response cancel(Request request) {
        PluginPages.grant(request, host);
        JobViews.Card card = card(request);
        JobViews.Row row = row(card, request);
        boolean asked = host.jobs().cancel(new JobId(card.owner(), row.name()));
        Response.Redirect home = Response.redirect(home(card.owner()));
        return asked
                ? home.withNotice("plugin.jobs.cancelled", row.label())
                : home.withFailure("plugin.jobs.over", row.label());
    }
}
