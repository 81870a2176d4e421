// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import io.github.perfjunit.load.VirtualUser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** A script file that has been read. Immutable and thread-safe. */
public final class ParsedScript implements TransactionScript {

    /** The variable that each user has without a definition, as in pgbench. */
    static final String CLIENT_ID = "client_id";

    private final String name;
    private final Step[] steps;
    private final Map<String, Integer> slots;
    private final Set<String> missing;
    private final boolean writes;
    private final Variables initial;

    ParsedScript(String name, List<Step> steps, Map<String, Integer> slots, Set<String> missing, boolean writes) {
        this(
                name,
                steps.toArray(Step[]::new),
                Map.copyOf(slots),
                missing,
                writes,
                Variables.zeros(slots.size(), new Random(0)));
    }

    private ParsedScript(
            String name,
            Step[] steps,
            Map<String, Integer> slots,
            Set<String> missing,
            boolean writes,
            Variables initial) {
        this.name = name;
        this.steps = steps;
        this.slots = slots;
        this.missing = missing;
        this.writes = writes;
        this.initial = initial;
    }

    /**
     * Reads a script.
     *
     * @param name what it is called in messages
     * @throws IllegalArgumentException with all mistakes
     */
    public static ParsedScript of(String name, String text) {
        return ScriptParser.parse(name, text);
    }

    /** Returns the same script with a whole number for a variable. */
    public ParsedScript with(String variable, long value) {
        return with(variable, (variables, slot) -> variables.set(slot, value));
    }

    /** Returns the same script with a decimal number for a variable. */
    public ParsedScript with(String variable, double value) {
        return with(variable, (variables, slot) -> variables.set(slot, value));
    }

    private ParsedScript with(String variable, ObjIntConsumer<Variables> setting) {
        Integer slot = slots.get(variable);
        if (slot == null || variable.equals(CLIENT_ID)) {
            Set<String> used = slots.keySet().stream()
                    .filter(each -> !each.equals(CLIENT_ID))
                    .map(each -> ":" + each)
                    .sorted()
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            throw new IllegalArgumentException(
                    name + " has no variable '" + ScriptText.text(variable) + "' to give a value to; "
                            + (used.isEmpty() ? "it has none" : "it has " + String.join(", ", used)));
        }
        Variables variables = initial.copy(initial.random());
        setting.accept(variables, slot);
        Set<String> rest = new LinkedHashSet<>(missing);
        rest.remove(variable);
        return new ParsedScript(name, steps, slots, rest, writes, variables);
    }

    @Override
    public void run(Connection connection, VirtualUser user) throws SQLException {
        checkComplete();
        Variables variables = initial.copy(user.random());
        variables.set(0, (long) user.id());
        for (Step step : steps) {
            step.run(connection, user, variables);
        }
    }

    /** Makes sure that each variable has a value. */
    private void checkComplete() {
        if (!missing.isEmpty()) {
            String names = missing.stream().map(each -> ":" + each).collect(Collectors.joining(", "));
            throw new IllegalStateException(name + " has no value for " + names + "; set it in the script or by with(\""
                    + missing.iterator().next() + "\", 1)");
        }
    }

    /**
     * Lets the database look at each statement without running it.
     *
     * @throws SQLException with all that it does not take
     */
    public void check(DataSource source) throws SQLException {
        checkComplete();
        StatementCheck check = new StatementCheck(name);
        try (Connection connection = source.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true); // one statement that fails must not fail the next
            for (Step step : steps) {
                if (step instanceof Step.Sql sql) {
                    check.look(connection, sql.text(), sql.line());
                }
            }
            connection.setAutoCommit(autoCommit);
        }
        check.throwIfAny();
    }

    @Override
    public List<String> statements() {
        return Arrays.stream(steps)
                .filter(Step.Sql.class::isInstance)
                .map(step -> ((Step.Sql) step).text())
                .distinct()
                .toList();
    }

    @Override
    public boolean writes() {
        return writes;
    }
}
