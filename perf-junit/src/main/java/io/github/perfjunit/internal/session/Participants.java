// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.body.MethodBody;
import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.spi.Judgement;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadListener;
import io.github.perfjunit.spi.LoadParticipant;
import io.github.perfjunit.spi.RunningLoad;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * All participants of one load, called together. A failure of one is reported with its extension and does not prevent
 * calls to the others.
 */
public final class Participants implements AutoCloseable {

    private static final String OWN_EXTENSIONS = "io.github.perfjunit.internal.";

    private final List<Taking> all = new ArrayList<>();
    private final LoadSetUp setUp;
    private final List<String> notes;
    private final List<Throwable> mistakes = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private Optional<LoadExecutor> executor = Optional.empty();
    private volatile Consumer<RunningLoad> begun = load -> {};

    private Participants(LoadSetUp setUp, List<String> notes) {
        this.setUp = setUp;
        this.notes = notes;
    }

    /**
     * The method that a load belongs to.
     *
     * @param context JUnit's
     * @param arguments what JUnit's extensions gave to the method
     */
    public record Test(ExtensionContext context, List<?> arguments) {}

    /** Asks all extensions for participants; mistakes they find are added to those of the set-up. */
    public static Participants join(
            Test test, LoadSetUp setUp, Optional<LoadPlan> plan, Optional<LoadExecutor> executor) {
        return join(test, setUp, plan, executor, List.of());
    }

    /** Does the same for a fluent load that was given monitors. */
    public static Participants join(
            Test test,
            LoadSetUp setUp,
            Optional<LoadPlan> plan,
            Optional<LoadExecutor> executor,
            List<Monitor> monitors) {
        Candidate candidate = new Candidate(test, setUp, plan, monitors);
        Participants participants = new Participants(setUp, candidate.notes());
        ClassLoader classLoader = test.context().getRequiredTestClass().getClassLoader();
        for (LoadExtension extension : Extensions.of(classLoader)) {
            participants.join(extension, candidate);
        }
        participants.executor = executor.flatMap(chosen -> ExecutorCall.forLoad(chosen, candidate));
        return participants;
    }

    /** Returns what runs the load; there is one if there were no mistakes. */
    public LoadExecutor executor() {
        return executor.orElseThrow();
    }

    private void join(LoadExtension extension, Candidate candidate) {
        String name = extension.getClass().getName();
        try {
            LoadParticipant participant = extension.join(candidate);
            if (participant != null) {
                all.add(new Taking(name, participant));
            }
        } catch (TestAbortedException e) {
            throw e;
        } catch (Throwable e) {
            mistake(new IllegalStateException(Extensions.failure(name, "join", e), e));
        }
    }

    private void mistake(Throwable failure) {
        setUp.problems().add(String.valueOf(failure.getMessage()));
        mistakes.add(failure);
    }

    /**
     * Opens all participants, unless there are mistakes.
     *
     * @param exception creates the exception for all mistakes
     */
    public <X extends RuntimeException> void open(Function<String, X> exception) throws X {
        throwMistakes(exception);
        for (Taking each : all) {
            each.prepare(
                    "open",
                    participant -> {
                        participant.open(setUp.problems()::add);
                        return null;
                    },
                    this::mistake);
        }
        throwMistakes(exception);
        setUp.checkJvms(monitors().values());
        throwMistakes(exception);
    }

    private <X extends RuntimeException> void throwMistakes(Function<String, X> exception) throws X {
        setUp.problems().throwIfAny(message -> {
            X made = exception.apply(message);
            mistakes.forEach(made::addSuppressed);
            return made;
        });
    }

    public List<String> notes(List<String> others) {
        List<String> sum = new ArrayList<>(others);
        sum.addAll(notes);
        return sum;
    }

    public MethodBody.@Nullable Argument argument(Parameter parameter) {
        for (Taking each : all) {
            LoadParticipant.Argument argument =
                    each.<LoadParticipant.Argument>prepare("argument", p -> p.argument(parameter), this::mistake);
            if (argument != null) {
                return argument::of;
            }
        }
        return null;
    }

    public UserBody around(UserBody body) {
        UserBody surrounded = body;
        for (Taking each : all) {
            UserBody inner = surrounded;
            surrounded = each.require("around", participant -> participant.around(inner));
        }
        return surrounded;
    }

    /** Returns the kind of threads for users, if the setting leaves the choice to the library. */
    public PerfKeys.Threads threads(PerfKeys.Threads wanted) {
        boolean platform = all.stream()
                .anyMatch(each -> each.require("prefersPlatformThreads", LoadParticipant::prefersPlatformThreads));
        return platform && wanted == PerfKeys.Threads.AUTO ? PerfKeys.Threads.PLATFORM : wanted;
    }

    /** Returns the monitors with their names in notes. */
    Map<String, Monitor> monitors() {
        Map<String, Monitor> named = new LinkedHashMap<>();
        for (Taking each : all) {
            List<Monitor> own = each.require("monitors", participant -> List.copyOf(participant.monitors()));
            own.forEach(monitor ->
                    put(named, "monitor", each.require("Monitor.name", participant -> monitor.name()), each, monitor));
        }
        return named;
    }

    /** Returns the listeners with their names in notes. */
    Map<String, LoadListener> listeners() {
        Map<String, LoadListener> named = new LinkedHashMap<>();
        for (Taking each : all) {
            List<LoadListener> own = each.require("listeners", participant -> List.copyOf(participant.listeners()));
            own.forEach(listener -> put(
                    named,
                    "listener",
                    each.require("LoadListener.name", participant -> listener.name()),
                    each,
                    listener));
        }
        return named;
    }

    /** Adds a number to names that occur twice. */
    private static <T> void put(Map<String, T> named, String role, String name, Taking owner, T observer) {
        String own = name.isBlank() ? role : role + " '" + name.strip() + "'";
        String of = owner.extension().startsWith(OWN_EXTENSIONS) ? "" : " of " + owner.extension();
        String who = own + of;
        for (int number = 2; named.containsKey(who); number++) {
            who = own + " " + number + of;
        }
        named.put(who, observer);
    }

    /** Adds a callback for the beginning of the load's time. */
    void whenBegun(Consumer<RunningLoad> also) {
        begun = also;
    }

    /** Ends the load with the failure of a participant, because it could not do its work. */
    public void begun(RunningLoad load) {
        all.forEach(each -> each.require("begun", participant -> {
            participant.begun(load);
            return true;
        }));
        begun.accept(load);
    }

    /** Tells all participants that the users have ended, and returns their sections. */
    public List<ResultSection> ended(LoadData data) {
        List<ResultSection> sections = new ArrayList<>();
        all.forEach(each ->
                each.attempt("ended", p -> named(p.ended(data)), failures::add).ifPresent(sections::addAll));
        return sections;
    }

    /** Reads the names of sections, which identify them. */
    private static List<ResultSection> named(@Nullable List<ResultSection> sections) {
        Objects.requireNonNull(sections, "it returned null");
        for (ResultSection section : sections) {
            Objects.requireNonNull(section, "a section is null");
            Objects.requireNonNull(section.name(), "the name of a section is null");
        }
        return List.copyOf(sections);
    }

    Judgement judge(LoadResult result, List<ObjectiveResult> others) {
        List<ObjectiveResult> verdicts = new ArrayList<>();
        List<ResultSection> sections = new ArrayList<>();
        for (Taking each : all) {
            each.attempt("judge", participant -> participant.judge(result, others), failures::add)
                    .filter(own -> each.attempt("judge", p -> named(own.sections()), failures::add)
                            .isPresent())
                    .ifPresent(own -> {
                        verdicts.addAll(own.verdicts());
                        sections.addAll(own.sections());
                    });
        }
        return new Judgement(verdicts, sections);
    }

    boolean decide() {
        return all.stream()
                .map(each -> each.attempt("decides", LoadParticipant::decides, failures::add))
                .anyMatch(decides -> decides.orElse(false));
    }

    /** Returns the failures of participants after the load, in order. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Passes the result to all participants, and throws the first exception. */
    void concluded(LoadResult result) {
        List<Throwable> thrown = new ArrayList<>();
        all.forEach(each -> each.attempt(
                "concluded",
                participant -> {
                    participant.concluded(result);
                    return true;
                },
                thrown::add));
        throwFirst(thrown);
    }

    /** Closes all participants, even if one of them throws or the load was interrupted. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // otherwise connections and servers could not be closed
        List<Throwable> thrown = new ArrayList<>();
        all.forEach(each -> each.attempt(
                "close",
                participant -> {
                    participant.close();
                    return true;
                },
                thrown::add));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throwFirst(thrown);
    }

    private static void throwFirst(List<Throwable> thrown) {
        if (thrown.isEmpty()) {
            return;
        }
        Throwable first = thrown.get(0);
        thrown.stream().skip(1).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) first;
    }
}
