// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

/** What is to be done once with a database before the first test uses it. */
public interface Preparation {

    /** Returns the name of the data source whose database it is about; empty for whichever a test uses. */
    String dataSourceName();

    /**
     * Prepares a database.
     *
     * @throws BadDatabaseException if the user must do something
     */
    void prepare(TestDatabase database) throws BadDatabaseException;
}
