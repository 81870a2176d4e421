// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.internal.report.run.StoredRun;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.internal.report.text.Reasons;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Makes a report from the command line. */
public final class ReportCommand {

    private static final String USAGE = """
            usage: java -cp ... io.github.perfjunit.Reports html DIR [--static]
              DIR       the folder of the results, such as target/perf, or of one load
              --static  charts without a script""";
    private static final int LONGEST = 300;

    private final PrintStream out;
    private final PrintStream errors;

    public ReportCommand(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    /**
     * Runs it.
     *
     * @param arguments what was given
     * @param here folder to which relative paths belong
     * @return the exit code
     */
    public int run(List<String> arguments, Path here) {
        List<String> paths = arguments.stream()
                .skip(1)
                .filter(each -> !each.startsWith("--"))
                .toList();
        List<String> options =
                arguments.stream().filter(each -> each.startsWith("--")).toList();
        boolean known = options.stream().allMatch("--static"::equals);
        if (arguments.isEmpty() || !arguments.get(0).equals("html") || paths.size() != 1 || !known) {
            errors.println(USAGE);
            return 2;
        }
        try {
            return html(here.resolve(paths.get(0)), options.isEmpty());
        } catch (InvalidPathException e) {
            errors.println("no path: " + PlainText.of(paths.get(0), LONGEST));
            return 2;
        }
    }

    private int html(Path folder, boolean interactive) {
        if (!Files.isDirectory(folder)) {
            errors.println(PlainText.of(folder.toString(), LONGEST) + " is not a folder");
            return 2;
        }
        try {
            StoredRun run = StoredRun.read(folder);
            if (run.loads().isEmpty() && run.unreadable().isEmpty()) {
                errors.println("no load has a result in " + PlainText.of(folder.toString(), LONGEST)
                        + ": it must have folders with a results.json, or one itself");
                return 1;
            }
            run.unreadable()
                    .forEach(each -> errors.println(PlainText.of(each.folder() + ": " + each.reason(), LONGEST)));
            out.println(PlainText.of(ReportFile.write(folder, run, interactive).toString(), LONGEST));
            return 0;
        } catch (IOException e) {
            errors.println("the report could not be written: " + Reasons.of(e));
            return 1;
        }
    }
}
