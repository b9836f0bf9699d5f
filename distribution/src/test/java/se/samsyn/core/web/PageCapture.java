package se.samsyn.core.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;

/**
 * What one answer takes: the statements that its handler sends and the value that it answers with. A bare server can do
 * the same over again.
 */
public record PageCapture(Response response, List<Statement> statements) {

    /** A statement with what is bound in it, by name. */
    public record Statement(String sql, Map<String, Argument> bound) {

        public void run(Handle handle) {
            Query query = handle.createQuery(sql);
            bound.forEach(query::bind);
            query.mapToMap().list();
        }
    }

    /** Calls the route's handler once, as the user, outside the server. */
    public static PageCapture of(
            Samsyn samsyn, String path, Map<String, String> parameters, CurrentUser user, Scope scope) throws Exception {
        Route route = samsyn.routes().stream()
                .filter(r -> r.method() == Route.Method.GET && r.path().equals(path))
                .findFirst()
                .orElseThrow();
        List<Statement> statements = new ArrayList<>();
        samsyn.database().jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                statements.add(statement(context));
            }
        });
        HttpRequest request = new HttpRequest(context(path, parameters), parameters, user, scope);
        Response response = route.handler().handle(request);
        samsyn.database().jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        statements.removeIf(PageCapture::checksAccess);
        return new PageCapture(response, statements);
    }

    private static Statement statement(StatementContext context) {
        Map<String, Argument> bound = new HashMap<>();
        for (String name : context.getBinding().getNames()) {
            bound.put(name, context.getBinding().findForName(name, context).orElseThrow());
        }
        return new Statement(context.getRenderedSql(), bound);
    }

    private static boolean checksAccess(Statement statement) {
        return statement.sql().contains("coalesce(parent_id, 0) as above");
    }

    /** A request of which nothing is asked but its path. */
    private static Context context(String path, Map<String, String> parameters) {
        String filled = path;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            filled = filled.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        String address = filled;
        return (Context) Proxy.newProxyInstance(
                PageCapture.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "path" -> address;
                    case "method" -> HandlerType.GET;
                    default -> empty(method.getReturnType());
                });
    }

    private static Object empty(Class<?> type) {
        if (type == Map.class) {
            return Map.of();
        }
        return type == List.class ? List.of() : null;
    }
}
