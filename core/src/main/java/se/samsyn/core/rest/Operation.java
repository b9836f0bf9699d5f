package se.samsyn.core.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.Route;

/**
 * One operation of the REST interface: its route, and what {@code openapi.json} says of it.
 *
 * @param summary one English sentence
 * @param filters the query parameters that it knows, besides {@code limit} and {@code cursor} of a list
 * @param body the record that the body is described by; null when there is none
 * @param answer the record that an item of the answer is
 * @param shape whether it answers one item or a page of them
 */
public record Operation(
        Route route, String summary, List<String> filters, @Nullable Class<?> body, Class<?> answer, Shape shape) {

    /** What is answered. */
    public enum Shape {
        ITEM,
        CREATED,
        LIST
    }

    public static Operation list(
            String path, Access access, Handler handler, String summary, Class<?> answer, String... filters) {
        Route route = Route.get(path, access, handler);
        return new Operation(route, summary, List.of(filters), null, answer, Shape.LIST);
    }

    public static Operation read(
            String path, Access access, Handler handler, String summary, Class<?> answer, String... parameters) {
        Route route = Route.get(path, access, handler);
        return new Operation(route, summary, List.of(parameters), null, answer, Shape.ITEM);
    }

    public static Operation create(
            String path, Access access, Handler handler, String summary, Class<?> body, Class<?> answer) {
        return new Operation(Route.post(path, access, handler), summary, List.of(), body, answer, Shape.CREATED);
    }

    public static Operation change(
            String path, Access access, Handler handler, String summary, Class<?> body, Class<?> answer) {
        return new Operation(Route.patch(path, access, handler), summary, List.of(), body, answer, Shape.ITEM);
    }
}
