// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.report.StatementReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What all statements of a load did, from whole units of work. Its memory depends on the number of texts alone. */
final class StatementTable {

    private static final class Stripe {
        final ReentrantLock lock = new ReentrantLock();

        @Nullable
        StatementFigures[] figures = new StatementFigures[16];

        long units;

        StatementFigures of(int text) {
            if (text >= figures.length) {
                figures = Arrays.copyOf(figures, Math.max(text + 1, 2 * figures.length));
            }
            StatementFigures found = figures[text];
            if (found == null) {
                found = new StatementFigures();
                figures[text] = found;
            }
            return found;
        }
    }

    private final Stripes<Stripe> stripes = new Stripes<>(Stripe::new);

    /** Adds a unit that has ended. */
    void add(UnitOfWork unit) {
        Stripe stripe = stripes.mine();
        stripe.lock.lock();
        try {
            if (unit.isMeasured()) {
                stripe.units++;
            }
            for (int i = 0; i < unit.differentTexts(); i++) {
                stripe.of(unit.text(i)).add(unit.useOf(i), unit.isMeasured());
            }
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Returns how many units of work with a statement began while the load was measured. */
    long units() {
        long units = 0;
        for (Stripe stripe : stripes.used()) {
            stripe.lock.lock();
            try {
                units += stripe.units;
            } finally {
                stripe.lock.unlock();
            }
        }
        return units;
    }

    /** Returns the statements that were executed while the load was measured, those that took most time first. */
    List<StatementReport> report(StatementTexts texts, Repetitions repetitions) {
        StatementFigures[] sums = new StatementFigures[texts.size()];
        Arrays.setAll(sums, i -> new StatementFigures());
        for (Stripe stripe : stripes.used()) {
            stripe.lock.lock();
            try {
                for (int i = 0; i < Math.min(sums.length, stripe.figures.length); i++) {
                    StatementFigures figures = stripe.figures[i];
                    if (figures != null) {
                        sums[i].add(figures);
                    }
                }
            } finally {
                stripe.lock.unlock();
            }
        }
        List<StatementReport> reports = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            if (!sums[i].isEmpty()) {
                reports.add(sums[i].report(texts.get(i), repetitions.callsInARow(i), repetitions.places(i)));
            }
        }
        reports.sort(Comparator.comparing(StatementReport::total)
                .reversed()
                .thenComparing(Comparator.comparingLong(StatementReport::calls).reversed())
                .thenComparing(StatementReport::text));
        return reports;
    }
}
