// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import io.github.perfjunit.aws.internal.run.RunCommands;
import org.apiguardian.api.API;

/**
 * Command line for runs on Fargate, with the class path of the tests:
 *
 * <pre>{@code java -cp <class path of the tests> io.github.perfjunit.aws.PerfAws <command> [<key>=<value> ...]}</pre>
 *
 * <table>
 * <caption>Commands</caption>
 * <tr><th>command</th><th>meaning</th></tr>
 * <tr><td>{@code plan <test>}</td><td>prints what a run would do, and does nothing</td></tr>
 * <tr><td>{@code run <test>}</td><td>runs a load test on Fargate; the test is a class, or {@code class#method}</td></tr>
 * <tr><td>{@code merge <run>}</td><td>evaluates the messages of a run again, with the objectives that the test has
 * now</td></tr>
 * <tr><td>{@code stop <run>}</td><td>stops all tasks of a run</td></tr>
 * <tr><td>{@code sweep}</td><td>stops tasks of runs that nobody waits for; with {@code report=true} it only names
 * them</td></tr>
 * <tr><td>{@code template}</td><td>prints the template of CloudFormation that makes what runs need</td></tr>
 * </table>
 *
 * <p>It exits with 0; 1 if a test or a call of AWS failed; 2 if the command or a key is wrong; 3 if there is no such test.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PerfAws {

    private PerfAws() {}

    /**
     * Runs a command and ends the JVM.
     *
     * @param arguments command, its argument, keys and values
     */
    public static void main(String[] arguments) {
        System.exit(new RunCommands(System.out::println).run(arguments));
    }
}
