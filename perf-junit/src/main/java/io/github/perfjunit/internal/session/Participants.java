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
import io.github.perfjunit.spi.Judgement;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import io.github.perfjunit.spi.Monitor;
import io.github.perfjunit.spi.RunningLoad;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** All that take part in one load, as if they were one. */
public final class Participants implements AutoCloseable {

    private final List<LoadParticipant> all = new ArrayList<>();
    private final LoadSetUp setUp;
    private final List<String> notes;

    private Participants(LoadSetUp setUp, List<String> notes) {
        this.setUp = setUp;
        this.notes = notes;
    }

    /** Tells whether an extension will supply a parameter of a load test. */
    public static boolean supply(Parameter parameter, ClassLoader classLoader) {
        for (LoadExtension extension : ServiceLoader.load(LoadExtension.class, classLoader)) {
            if (extension.supplies(parameter)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the keys of the library that extensions read. */
    static Set<String> keys(ExtensionContext context) {
        ClassLoader classLoader = context.getRequiredTestClass().getClassLoader();
        Set<String> keys = new HashSet<>();
        ServiceLoader.load(LoadExtension.class, classLoader).forEach(extension -> keys.addAll(extension.keys()));
        return keys;
    }

    /** Asks extensions for the value of a key; null if none has one. */
    static @Nullable String value(String key, ExtensionContext context) {
        ClassLoader classLoader = context.getRequiredTestClass().getClassLoader();
        for (LoadExtension extension : ServiceLoader.load(LoadExtension.class, classLoader)) {
            Optional<String> value = extension.value(key, context);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return null;
    }

    /** Asks all extensions who wants to take part; the mistakes they find are those of the set-up. */
    public static Participants join(ExtensionContext context, LoadSetUp setUp, Optional<LoadPlan> plan) {
        Candidate candidate = new Candidate(context, setUp, plan);
        Participants participants = new Participants(setUp, candidate.notes());
        ClassLoader classLoader = context.getRequiredTestClass().getClassLoader();
        for (LoadExtension extension : ServiceLoader.load(LoadExtension.class, classLoader)) {
            LoadParticipant participant = extension.join(candidate);
            if (participant != null) {
                participants.all.add(participant);
            }
        }
        return participants;
    }

    /**
     * Opens what the load needs, unless there are mistakes.
     *
     * @param exception makes the exception for all mistakes
     */
    public <X extends RuntimeException> void open(Function<String, X> exception) throws X {
        setUp.problems().throwIfAny(exception);
        for (LoadParticipant participant : all) {
            participant.open(setUp.problems()::add);
        }
        setUp.problems().throwIfAny(exception);
    }

    public List<String> notes(List<String> others) {
        List<String> sum = new ArrayList<>(others);
        sum.addAll(notes);
        return sum;
    }

    public MethodBody.@Nullable Argument argument(Parameter parameter) {
        for (LoadParticipant participant : all) {
            LoadParticipant.Argument argument = participant.argument(parameter);
            if (argument != null) {
                return argument::of;
            }
        }
        return null;
    }

    public UserBody around(UserBody body) {
        UserBody surrounded = body;
        for (LoadParticipant participant : all) {
            surrounded = participant.around(surrounded);
        }
        return surrounded;
    }

    /** Returns what kind of threads users get, where that is left to the library. */
    public PerfKeys.Threads threads(PerfKeys.Threads wanted) {
        boolean platform = all.stream().anyMatch(LoadParticipant::prefersPlatformThreads);
        return platform && wanted == PerfKeys.Threads.AUTO ? PerfKeys.Threads.PLATFORM : wanted;
    }

    List<Monitor> monitors() {
        return all.stream()
                .flatMap(participant -> participant.monitors().stream())
                .toList();
    }

    public void begun(RunningLoad load) {
        all.forEach(participant -> participant.begun(load));
    }

    List<ResultSection> ended(LoadData data) {
        List<ResultSection> sections = new ArrayList<>();
        all.forEach(participant -> sections.addAll(participant.ended(data)));
        return sections;
    }

    Judgement judge(LoadResult result, List<ObjectiveResult> others) {
        List<ObjectiveResult> verdicts = new ArrayList<>();
        List<ResultSection> sections = new ArrayList<>();
        for (LoadParticipant participant : all) {
            Judgement own = participant.judge(result, others);
            verdicts.addAll(own.verdicts());
            sections.addAll(own.sections());
        }
        return new Judgement(verdicts, sections);
    }

    boolean decide() {
        return all.stream().anyMatch(LoadParticipant::decides);
    }

    void concluded(LoadResult result) {
        all.forEach(participant -> participant.concluded(result));
    }

    /** Closes all of them, whatever one of them throws, and even if the load was interrupted. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // or connections and servers could not be closed any more
        try {
            closeAll();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeAll() {
        Throwable first = null;
        for (LoadParticipant participant : all) {
            try {
                participant.close();
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }
}
