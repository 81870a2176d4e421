// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.report.RunReport;
import io.github.perfjunit.internal.report.ci.CiFiles;
import io.github.perfjunit.internal.report.html.ReportFile;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.metrics.LoadResult;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Has the files about all loads of a run written when its last test has ended. Not bound to a launcher, so any way to start
 * JUnit will do.
 */
public final class RunFiles {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RunFiles.class);

    private RunFiles() {}

    /**
     * Takes note that a load writes its result.
     *
     * @param context of its test
     * @param keys the keys of its run
     * @param test the load
     */
    public static void expect(ExtensionContext context, PerfKeys keys, TestName test) {
        if (!keys.report().written()) {
            return;
        }
        Path folder = keys.output().toAbsolutePath().normalize();
        synchronized (RunFiles.class) { // tests may run side by side
            ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
            WhenAllEnded known = store.get(folder, WhenAllEnded.class);
            if (known == null) {
                known = new WhenAllEnded(keys, ConcurrentHashMap.newKeySet());
                store.put(folder, known);
            }
            known.tests.add(test.display());
        }
    }

    /**
     * Returns what messages name as the report of a load.
     *
     * @param keys the keys of its run
     * @param result its result
     * @return the report of the run; the directory of the load if there is none
     */
    static String report(PerfKeys keys, LoadResult result) {
        return (keys.report().written() ? keys.output().resolve(ReportFile.NAME) : result.directory()).toString();
    }

    @SuppressWarnings("deprecation") // JUnit before 5.13, which Spring Boot 3 brings along, closes nothing else
    private record WhenAllEnded(PerfKeys keys, Set<String> tests) implements AutoCloseable, CloseableResource {

        /** A report that cannot be written takes nothing off the verdicts, which JUnit has by now. */
        @Override
        public void close() {
            PerfKeys.ReportKeys report = keys.report();
            CiFiles ci = new CiFiles(System::getenv, report.annotations() == PerfKeys.Switch.ON);
            new RunReport(keys.output(), report.charts() == PerfKeys.Charts.INTERACTIVE, ci, tests)
                    .write()
                    .forEach(LoadSession::printLine);
        }
    }
}
