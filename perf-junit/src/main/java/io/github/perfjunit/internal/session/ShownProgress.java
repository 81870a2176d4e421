// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.report.console.ProgressPrinter;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.LoadListener;

/**
 * Shows the progress of a load on the console, on its own thread, so that a blocking terminal delays nothing else.
 *
 * @param printer shows each interval
 */
record ShownProgress(ProgressPrinter printer) implements LoadListener {

    @Override
    public void interval(Interval interval) {
        printer.accept(interval);
    }

    @Override
    public void ended(LoadData data) {
        printer.close();
    }

    @Override
    public void stopped(String reason) {
        printer.close();
    }
}
