package se.samsyn.core.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where published statistics are fetched from.
 *
 * @param kolada the base address of Kolada's interface, without a slash at the end
 * @param skolverket the base address of Skolverket's planned educations, without a slash at the end
 * @param proxy what requests go out through; null when they go straight
 */
public record FetchSettings(URI kolada, URI skolverket, @Nullable Proxy proxy) {

    public static final String KOLADA = "https://api.kolada.se/v3";
    public static final String SKOLVERKET = "https://api.skolverket.se/planned-educations/v4";

    /** The sources' own addresses. */
    public static final FetchSettings PUBLISHED = new FetchSettings(URI.create(KOLADA), URI.create(SKOLVERKET), null);

    /** A proxy for HTTP on the way out. */
    public record Proxy(String host, int port) {}
}
