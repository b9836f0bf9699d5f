package se.samsyn.core.operation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.web.LoggedPath;
import se.samsyn.core.web.RequestObserver;

/** Logs each request and passes it on. Without queries, which may name people, and without secrets. */
record AccessLog(RequestObserver next) implements RequestObserver {

    private static final Logger LOG = LoggerFactory.getLogger("access");

    @Override
    public void answered(String method, String route, String path, int status, double millis) {
        LOG.info("{} {} {} {} ms", method, LoggedPath.of(path), status, Math.round(millis));
        next.answered(method, route, path, status, millis);
    }
}
