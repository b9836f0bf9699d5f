package se.samsyn.api.service;

import se.samsyn.api.organisation.Units;
import se.samsyn.api.people.People;

/**
 * Samsyn's data, seen and changed with the permissions of one caller.
 *
 * @since 0.1.0
 */
public interface Services {

    /** The organisation. */
    Units units();

    /** The people. */
    People people();
}
