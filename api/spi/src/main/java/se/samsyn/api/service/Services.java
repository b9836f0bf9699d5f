package se.samsyn.api.service;

import se.samsyn.api.field.CustomFields;
import se.samsyn.api.file.Attachments;
import se.samsyn.api.imports.Imports;
import se.samsyn.api.mail.Mails;
import se.samsyn.api.measuring.Indicators;
import se.samsyn.api.organisation.Units;
import se.samsyn.api.people.People;
import se.samsyn.api.planning.Activities;
import se.samsyn.api.shared.SharedRecords;
import se.samsyn.api.subject.Subjects;

/**
 * Samsyn's data, seen and changed with the permissions of one caller. For the request, run or event that it came with.
 *
 * <pre>{@code
 * List<Unit> units = request.services().units().all();
 * Map<String, List<ShownFigure>> figures = request.services()
 *         .indicators()
 *         .outcomes(SickLeavePlugin.INDICATOR, request.caller().unitsWith(SickLeavePlugin.READ));
 * }</pre>
 *
 * @since 0.9.0
 */
public interface Services {

    /** The organisation. */
    Units units();

    /** The people. */
    People people();

    /**
     * Units, goals, indicators and activities as they are today.
     *
     * @since 0.9.0
     */
    Subjects subjects();

    /**
     * What is done.
     *
     * @since 0.9.0
     */
    Activities activities();

    /**
     * Outcomes of indicators.
     *
     * @since 0.9.0
     */
    Indicators indicators();

    /**
     * The plugin's own importers.
     *
     * @since 0.9.0
     */
    Imports imports();

    /**
     * Values of the plugin's own fields.
     *
     * @since 0.9.0
     */
    CustomFields customFields();

    /**
     * Files attached to what the plugin keeps.
     *
     * @since 0.9.0
     */
    Attachments attachments();

    /**
     * E-mail.
     *
     * @since 0.9.0
     */
    Mails mails();

    /**
     * What other plugins share.
     *
     * @since 0.9.0
     */
    SharedRecords records();
}
