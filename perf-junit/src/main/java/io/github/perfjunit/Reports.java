// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.report.html.ReportCommand;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Makes reports again from stored results: {@code java -cp … io.github.perfjunit.Reports html target/perf}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Reports {

    private Reports() {}

    /**
     * Runs a command.
     *
     * @param arguments {@code html}, then the folder of one or more loads, and optionally {@code --static} for charts
     *     without a script; the report is written to {@code report.html} in that folder. Ends the JVM with 0 if it was
     *     written, whatever the verdict in it, with 1 if it could not be, and with 2 if the arguments are wrong
     */
    public static void main(String[] arguments) {
        ReportCommand command = new ReportCommand(System.out, System.err);
        System.exit(command.run(List.of(arguments), Path.of("")));
    }
}
