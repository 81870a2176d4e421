// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.util.List;

/** What is to be done once with a database before the first test uses it. */
public interface Preparation {

    /** Returns the name of the data source whose database it is about; empty for whichever a test uses. */
    String dataSourceName();

    /**
     * Prepares a database.
     *
     * @param destructive whether what is there may be lost, wherever the database is
     * @return sentences that a reader should know; none as a rule
     * @throws BadDatabaseException if the user must do something
     */
    List<String> prepare(TestDatabase database, boolean destructive) throws BadDatabaseException;
}
