package se.samsyn.core.web;

import java.util.Locale;

/** What is called something else in each language; as an argument of a message it is said in the message's. */
@FunctionalInterface
public interface Localized {

    String in(Locale locale);
}
