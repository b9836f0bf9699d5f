package se.samsyn.core.web;

/** Is told of every request that was answered. Called on the request's thread. */
@FunctionalInterface
public interface RequestObserver {

    /**
     * @param route the path as declared, with its parameters' names in braces; empty when there was no such route
     * @param path the path as asked for
     * @param millis how long it took
     */
    void answered(String method, String route, String path, int status, double millis);
}
