package se.samsyn.core.planning;

/** Is told, within the same unit of work, of each goal that comes into a plan: a new one, or one that is restored. */
@FunctionalInterface
public interface GoalObserver {

    void added(Goal goal);
}
