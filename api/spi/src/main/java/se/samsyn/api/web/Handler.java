package se.samsyn.api.web;

/**
 * Answers a request. Called on many threads at once.
 *
 * @since 0.9.0
 */
@FunctionalInterface
public interface Handler {

    /**
     * @return the answer, never null
     * @throws Exception whatever goes wrong; an {@link InputException} is shown to the person, anything else becomes an
     *     error page with a reference to the log
     */
    Response handle(Request request) throws Exception;
}
