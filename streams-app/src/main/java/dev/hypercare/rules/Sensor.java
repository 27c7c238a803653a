package dev.hypercare.rules;

import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.schemas.events.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one kind of rule looks at, and what it sees. Holds nothing of any series. */
interface Sensor {
    /** Everything but the rule's head that makes another version of it, one line each; the first names the kind. */
    List<String> definition();

    /** The windows it reads. */
    List<Span> spans();

    /** The numbers of which it reads sums over windows of many lengths: {@link Scene#counts}. */
    default Set<Tally> tallies() {
        return Set.of();
    }

    /** What has to be learned of a series for it. */
    default List<Lesson> lessons() {
        return List.of();
    }

    /** Whether it has something to say when no calls come; it is asked at every slice then. */
    default boolean seesSilence() {
        return false;
    }

    /**
     * Whether it may see something new at this slice, while all is well.
     *
     * @param moved whether any window of the series has changed
     */
    default boolean looksAt(Scene scene, boolean moved) {
        return moved || seesSilence();
    }

    /** Whether {@link #looksAt} may say so although no window has changed. */
    default boolean looksUnmoved() {
        return seesSilence();
    }

    /** Whether a breach can end without calls, because time passes. */
    default boolean endsByTime() {
        return false;
    }

    /** How many levels milder its rule is than what is written: of several that one text makes, some can wait. */
    default int milder() {
        return 0;
    }

    /** The window that summary, evidence and verdict are about. */
    Duration window();

    /** What it sees at the end of a slice. Error: {@link Condition.Failed} where that cannot be told. */
    Sight look(Scene scene, Phase phase) throws Condition.Failed;

    /** The same as it can look at panes: its windows are whole ones. */
    default Sensor atPanes() {
        return this;
    }

    /** The deployment, or other change, that a breach since an instant, milliseconds, may come of; null for none. */
    default @Nullable Change comesOf(Scene scene, long since) {
        return scene.changeBefore(since);
    }

    /** What decides on a breach, as text. */
    String condition();

    /** What decides on the end of one, as text. */
    String clearCondition();

    /** Why it may be blind, for people: {@code fewer than 10 calls in the window}. */
    String blindness();

    /** What its evidence tells besides measures of the window, for summaries. */
    default Map<String, Unit> told() {
        return Map.of();
    }

    /** The figures behind what it sees, by name, as far as they were measured. */
    Map<String, Double> evidence(Scene scene);
}
