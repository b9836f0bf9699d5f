package se.samsyn.core.job;

/**
 * Names a job.
 *
 * @param owner whose it is: a package of core's, or {@code plugin:<id>}
 * @param name unique for the owner
 */
public record JobId(String owner, String name) {

    /** As the table of what is due has it. */
    String instance() {
        return owner + "/" + name;
    }

    static JobId ofInstance(String instance) {
        int slash = instance.indexOf('/');
        return new JobId(instance.substring(0, slash), instance.substring(slash + 1));
    }
}
