// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.process.ChildCommand;
import io.github.perfjunit.internal.process.ChildJvms;
import io.github.perfjunit.internal.process.JvmArguments;
import io.github.perfjunit.internal.process.RunFolder;
import io.github.perfjunit.internal.remote.FolderStore;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.LoadJob;
import io.github.perfjunit.spi.RemoteSettings;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * Has a load made by several JVMs on this machine, which are started for it and end with it. Chosen by {@code
 * perf.executor=processes}. Each runs a share of the users and arrivals; together they make the load that one JVM would
 * have made, with one result.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><th>key</th><th>meaning</th><th>default</th></tr>
 * <tr><td>{@code perf.processes}</td><td>how many JVMs, from 1 to 1000</td><td>2</td></tr>
 * <tr><td>{@code perf.processes.jvmArgs}</td><td>their options, such as {@code -Xmx1g -XX:+UseZGC}, separated by
 * blanks; one with blanks stands between quotation marks</td><td>none</td></tr>
 * <tr><td>{@code perf.processes.} and a component of {@link RemoteSettings}</td><td>such as {@code
 * perf.processes.readyTimeout=2m}, {@code perf.processes.partialResults=tolerate}, {@code
 * perf.processes.maxLostShare=10%}</td><td>those of {@link RemoteSettings#NEAR}</td></tr>
 * </table>
 *
 * <p>The children have the class path and the system properties of this JVM. Immutable.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LocalProcesses implements LoadExecutor {

    private static final String COUNT = "perf.processes";
    private static final String PREFIX = "perf.processes.";
    private static final String JVM_ARGS = "perf.processes.jvmArgs";
    private static final int MOST = 1_000;

    private final int count;
    private final List<String> jvmArguments;
    private final RemoteSettings settings;

    /** Has two JVMs until {@link #forLoad} reads how many; for the service loader. */
    public LocalProcesses() {
        this(2, List.of(), RemoteSettings.NEAR);
    }

    /**
     * Has a number of JVMs.
     *
     * @param count how many, at least 1
     * @param jvmArguments options of each, such as {@code -Xmx1g}
     * @param settings how this JVM and the others deal with each other
     */
    public LocalProcesses(int count, List<String> jvmArguments, RemoteSettings settings) {
        this.count = count;
        this.jvmArguments = List.copyOf(jvmArguments);
        this.settings = settings;
    }

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public boolean changesCourse() {
        return true;
    }

    @Override
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(RemoteSettings.keys(PREFIX));
        keys.add(COUNT);
        keys.add(JVM_ARGS);
        return keys;
    }

    @Override
    public LoadExecutor forLoad(LoadCandidate load) {
        int wanted = load.setting(COUNT).map(text -> count(text, load)).orElse(count);
        load.plan().ifPresent(plan -> plan.problemsOfShares(wanted)
                .forEach(problem -> load.problem(problem + ", which " + COUNT + " sets")));
        List<String> arguments = load.setting(JVM_ARGS)
                .map(text -> JvmArguments.of(JVM_ARGS, text, load::problem))
                .orElse(jvmArguments);
        return new LocalProcesses(wanted, arguments, RemoteSettings.read(load, PREFIX, settings));
    }

    private static int count(String text, LoadCandidate load) {
        try {
            int given = Integer.parseInt(text.strip());
            if (given >= 1 && given <= MOST) {
                return given;
            }
        } catch (NumberFormatException e) {
            // as one out of bounds
        }
        load.problem(COUNT + " was '" + text + "' but must be a whole number from 1 to " + MOST);
        return 1;
    }

    @Override
    public LoadData execute(LoadJob job) {
        try (RunFolder folder = RunFolder.create()) {
            ChildJvms children =
                    new ChildJvms(new ChildCommand(jvmArguments, PerfWorker.class.getName()), count, folder.path());
            try {
                return job.runElsewhere(new FolderStore(folder.path()), children, settings);
            } finally {
                children.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the folder for the messages of the processes failed: " + e.getMessage(), e);
        }
    }
}
