// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.metrics.FigureFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads faults as they were written; each mistake is one sentence without a full stop. */
public final class FaultPlanReader {

    /** What must be seen around a fault: five windows of a second, see {@code Recovery}, and one that is cut. */
    private static final Duration QUIET = Duration.ofSeconds(6);

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final long MOST_BYTES = 10_000_000_000L;
    private static final int SHOWN = 40;

    private final FaultSurroundings surroundings;
    private final Consumer<String> problems;

    /**
     * Reads faults of one load.
     *
     * @param surroundings what the load offers to be broken
     * @param problems takes each mistake
     */
    public FaultPlanReader(FaultSurroundings surroundings, Consumer<String> problems) {
        this.surroundings = surroundings;
        this.problems = problems;
    }

    /** Returns the plan; its faults are those without mistakes. */
    public FaultPlan read(List<FaultSettings> settings) {
        List<PlannedFault> faults = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            fault(place(i, settings.size()), settings.get(i)).ifPresent(faults::add);
        }
        FaultPlan plan = new FaultPlan(faults);
        checkTimes(plan.faults());
        checkPromotions(plan.faults());
        return plan;
    }

    private static String place(int index, int all) {
        return all == 1 ? "@DatabaseFault" : "@DatabaseFault[" + (index + 1) + "]";
    }

    private Optional<PlannedFault> fault(String place, FaultSettings settings) {
        FaultType type = settings.type();
        boolean possible = possible(place, type);
        Optional<Duration> at = time(place + ".at", settings.at());
        Optional<Duration> duration = duration(place, settings);
        Optional<Duration> delay = delay(place, settings);
        Optional<Duration> jitter = jitter(place, settings, delay);
        boolean bytes = bytes(place, settings);
        if (!possible || at.isEmpty() || duration.isEmpty() || delay.isEmpty() || jitter.isEmpty() || !bytes) {
            return Optional.empty();
        }
        return Optional.of(new PlannedFault(
                type,
                at.orElseThrow(),
                duration.orElseThrow(),
                delay.orElseThrow(),
                jitter.orElseThrow(),
                settings.bytesPerSecond()));
    }

    private boolean possible(String place, FaultType type) {
        Optional<String> why = Optional.empty();
        if (FaultPlan.isOfNetwork(type)) {
            why = surroundings
                    .noProxy()
                    .map(reason -> "breaks the network but connections cannot go through the library's proxy, because "
                            + reason);
        } else if (type == FaultType.TERMINATE) {
            why = surroundings.postgres()
                    ? why
                    : Optional.of("ends sessions of a PostgreSQL but the database is none; use RESET");
        } else if (type == FaultType.PROMOTION) {
            why = promotion();
        } else if (!surroundings.controllable()) {
            why = Optional.of(
                    "stops the server but it was not started by the library; use @EmbeddedPostgres, or REFUSE");
        }
        why.ifPresent(reason -> problems.accept(place + " (" + type + ") " + reason));
        return why.isEmpty();
    }

    private Optional<String> promotion() {
        if (!surroundings.promotable()) {
            return Optional.of("promotes a replica but there is not exactly one that the library started; use"
                    + " @EmbeddedPostgres(replicas = 1)");
        }
        return surroundings
                .noProxy()
                .map(reason -> "leads the load to another server but connections cannot go through the library's proxy,"
                        + " because " + reason);
    }

    private Optional<Duration> duration(String place, FaultSettings settings) {
        boolean set = !settings.duration().isBlank();
        return switch (settings.type()) {
            case TERMINATE -> onlyIf(!set, place + ".duration", settings.duration(), "TERMINATE happens at one moment");
            case RESET, RESTART, CRASH, PROMOTION ->
                set ? time(place + ".duration", settings.duration()) : Optional.of(Duration.ZERO);
            default -> positive(place + ".duration", settings.duration());
        };
    }

    private Optional<Duration> delay(String place, FaultSettings settings) {
        if (settings.type() != FaultType.LATENCY) {
            return onlyIf(settings.delay().isBlank(), place + ".delay", settings.delay(), "it is for LATENCY alone");
        }
        Optional<Duration> delay = positive(place + ".delay", settings.delay());
        if (delay.isPresent() && delay.orElseThrow().compareTo(LONGEST_DELAY) > 0) {
            problems.accept(place + ".delay was '" + shown(settings.delay()) + "' but must be at most 1m");
            return Optional.empty();
        }
        return delay;
    }

    private Optional<Duration> jitter(String place, FaultSettings settings, Optional<Duration> delay) {
        if (settings.type() != FaultType.LATENCY) {
            return onlyIf(settings.jitter().isBlank(), place + ".jitter", settings.jitter(), "it is for LATENCY alone");
        }
        if (settings.jitter().isBlank()) {
            return Optional.of(Duration.ZERO);
        }
        Optional<Duration> jitter = time(place + ".jitter", settings.jitter());
        if (jitter.isPresent() && delay.isPresent() && jitter.orElseThrow().compareTo(delay.orElseThrow()) > 0) {
            problems.accept(place + ".jitter was '" + shown(settings.jitter()) + "' but must be at most the delay, '"
                    + shown(settings.delay()) + "'");
            return Optional.empty();
        }
        return jitter;
    }

    private boolean bytes(String place, FaultSettings settings) {
        long bytes = settings.bytesPerSecond();
        if (settings.type() != FaultType.BANDWIDTH) {
            return onlyIf(bytes == 0, place + ".bytesPerSecond", "" + bytes, "it is for BANDWIDTH alone")
                    .isPresent();
        }
        if (bytes < 1 || bytes > MOST_BYTES) {
            problems.accept(place + ".bytesPerSecond was '" + bytes + "' but must be from 1 to " + MOST_BYTES);
            return false;
        }
        return true;
    }

    private Optional<Duration> onlyIf(boolean unset, String place, String given, String why) {
        if (!unset) {
            problems.accept(place + " was '" + shown(given) + "' but must not be set: " + why);
            return Optional.empty();
        }
        return Optional.of(Duration.ZERO);
    }

    private Optional<Duration> positive(String place, String text) {
        Optional<Duration> time = time(place, text);
        if (time.isPresent() && time.orElseThrow().isZero()) {
            problems.accept(place + " was '" + shown(text) + "' but must be above 0s");
            return Optional.empty();
        }
        return time;
    }

    private Optional<Duration> time(String place, String text) {
        Optional<Duration> time = FaultTimes.parse(text);
        if (time.isEmpty()) {
            problems.accept(place + " was '" + shown(text) + "' but must be a duration such as 500ms, 3s or 1m30s");
        }
        return time;
    }

    /** The server that was killed stays so until the load has ended. */
    private void checkPromotions(List<PlannedFault> faults) {
        for (int i = 0; i + 1 < faults.size(); i++) {
            if (faults.get(i).type() == FaultType.PROMOTION) {
                problems.accept("'" + faults.get(i) + "' comes before '" + faults.get(i + 1)
                        + "' but must be the last fault: there is no replica after it");
            }
        }
    }

    private void checkTimes(List<PlannedFault> faults) {
        Duration free = Duration.ZERO;
        String since = "the start of the measured time";
        for (PlannedFault fault : faults) {
            Duration quiet = fault.at().minus(free);
            if (quiet.isNegative()) {
                problems.accept("'" + fault + "' overlaps " + since + " but faults must come one after another");
            } else if (quiet.compareTo(QUIET) < 0) {
                problems.accept("'" + fault + "' leaves " + FigureFormat.duration(quiet) + " after " + since
                        + " but must leave " + FigureFormat.duration(QUIET) + " or more, to see what is usual");
            }
            if (fault.end().compareTo(free) >= 0) {
                free = fault.end();
                since = "'" + fault + "'";
            }
        }
        Optional<Duration> measured = surroundings.measured();
        if (!faults.isEmpty() && measured.isPresent()) {
            checkEnd(faults.get(faults.size() - 1), free, measured.orElseThrow());
        }
    }

    private void checkEnd(PlannedFault last, Duration end, Duration measured) {
        Duration quiet = measured.minus(end);
        if (quiet.isNegative()) {
            problems.accept("'" + last + "' ends after the measured time of " + FigureFormat.duration(measured)
                    + " but must end within it");
        } else if (quiet.compareTo(QUIET) < 0) {
            problems.accept("'" + last + "' leaves " + FigureFormat.duration(quiet) + " of the measured time of "
                    + FigureFormat.duration(measured) + " but must leave " + FigureFormat.duration(QUIET)
                    + " or more, to see the recovery");
        }
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
