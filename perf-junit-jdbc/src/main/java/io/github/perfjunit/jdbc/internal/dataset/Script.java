// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.database.BadDatabaseException;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A script that was read.
 *
 * @param name as it was given
 * @param text what it says
 * @param statements it consists of
 */
record Script(String name, String text, List<ScriptStatement> statements) {

    /** Reads all scripts of a dataset, before any of them is run. */
    static List<Script> read(DatasetSpec spec, DatasetFiles files, SqlSyntax syntax) throws BadDatabaseException {
        List<Script> scripts = new ArrayList<>();
        for (String name : spec.scripts()) {
            String text = files.text(name);
            try {
                scripts.add(new Script(name, text, SqlScript.split(text, syntax, spec.scale())));
            } catch (BadScriptException e) {
                throw new BadDatabaseException(name + " line " + e.line() + ": " + e.getMessage());
            }
        }
        return scripts;
    }

    /** Adds what it says and what the files say that it copies. */
    void addTo(Fingerprint fingerprint, DatasetFiles files) throws BadDatabaseException, IOException {
        fingerprint.add(text);
        for (ScriptStatement statement : statements) {
            Optional<CopyCommand> copy = CopyCommand.of(statement.sql());
            if (copy.isPresent()) {
                try (InputStream rows = files.open(copy.get().file())) {
                    fingerprint.add(rows);
                }
            }
        }
    }
}
