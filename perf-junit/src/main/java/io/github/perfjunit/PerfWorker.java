// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.worker.WorkerCommand;
import io.github.perfjunit.internal.worker.WorkerOutcome;
import org.apiguardian.api.API;

/**
 * Program that runs one worker's share of one load test, for an executor that has a load made by several JVMs.
 *
 * <pre>{@code java -cp <class path of the tests> io.github.perfjunit.PerfWorker <test> [<key>=<value> ...]}</pre>
 *
 * <p>The test is JUnit's unique id ({@link io.github.perfjunit.spi.LoadJob#uniqueId()}) or a method such as {@code
 * com.example.ShopTest#browse(io.github.perfjunit.http.Http)}, parameter types in full. Keys are given to JUnit as
 * configuration parameters; system properties and environment variables count where they do not say otherwise. A
 * controller passes {@link io.github.perfjunit.spi.LoadJob#settings()} on, and these:
 *
 * <table>
 * <caption>Keys of a worker</caption>
 * <tr><th>key</th><th>meaning</th></tr>
 * <tr><td>{@code perf.worker.index}</td><td>number of this worker, from 0</td></tr>
 * <tr><td>{@code perf.worker.count}</td><td>how many workers there are</td></tr>
 * <tr><td>{@code perf.worker.out}</td><td>file for the result; its directory must exist</td></tr>
 * <tr><td>{@code perf.worker.startAt}</td><td>when the load begins, in milliseconds since 1970 by the worker's clock, the
 * same for all; a worker whose users are ready more than a second later fails. With {@code signal} the time is in a file
 * that the controller makes when all are ready. Defaults to as soon as the users are ready.</td></tr>
 * </table>
 *
 * <p>Beside the result are the files by which worker and controller talk; what an earlier worker
 * wrote is deleted at the start. What the controller makes must not be there from before, and must appear whole, by
 * renaming another file.
 *
 * <ul>
 *   <li>{@code <out>.ready}, with {@code startAt=signal}: made by the worker when its users are ready.
 *   <li>{@code <out>.start}, with {@code startAt=signal}: made by the controller, the time as above.
 *   <li>{@code <out>.intervals}: grows by a line each second, which {@link
 *       io.github.perfjunit.metrics.Interval#decode(String)} reads; the last line may be incomplete while it runs.
 *   <li>{@code <out>.stop}: made by the controller to end the load gracefully; its text becomes the reason. The text {@code
 *       interrupted} ends the load at once.
 *   <li>{@code <out>}: appears whole when the load has ended; {@link io.github.perfjunit.metrics.LoadData#decode(String)}
 *       reads it.
 * </ul>
 *
 * <p>Objectives, methods annotated with {@link AfterLoad} and what a {@link PerfTest} does after its first load are for the
 * controller, and so are {@link BeforeLoad} methods with {@link OnController}. Those without it, and what JUnit calls before
 * and after a test, are called in every worker.
 *
 * <p>It exits with 0 if the result was written; 1 if not, for which standard error says why; 3 if the id or method does
 * not select exactly one test.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PerfWorker {

    private PerfWorker() {}

    /**
     * Runs the worker and ends the JVM.
     *
     * @param arguments the test, then keys and values
     */
    public static void main(String[] arguments) {
        WorkerOutcome outcome = WorkerCommand.run(arguments);
        if (!outcome.message().isEmpty()) {
            System.err.println(outcome.message());
        }
        System.exit(outcome.exitCode()); // users that ignored their interrupt must not keep the JVM
    }
}
