package se.samsyn.core.web;

/** The messages of one language, as {@code request::text}. */
@FunctionalInterface
public interface Words {
    String text(String key, Object... arguments);
}
