package se.samsyn.core.web;

import java.util.Optional;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Stands before every route. */
@FunctionalInterface
public interface Gate {

    /** What is answered instead; empty when the request may go on. */
    Optional<Response> instead(Request request);
}
