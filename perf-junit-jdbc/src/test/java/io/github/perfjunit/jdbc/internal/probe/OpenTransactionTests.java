// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of transactions whose driver does not tell their state. */
class OpenTransactionTests {

    private static final StatementText INSERT = StatementText.of(2, "insert into t values (?)");
    private static final StatementText SELECT = StatementText.of(3, "select * from t");

    private final UserWork user = new UserWork();
    private boolean failureEnds = true;
    private boolean autoCommit;
    private OpenTransaction transaction = begin();

    private OpenTransaction begin() {
        user.begin();
        Connection connection = (Connection) Proxy.newProxyInstance(
                OpenTransactionTests.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> autoCommit);
        return new OpenTransaction(new TransactionRules(failureEnds, false), connection, user);
    }

    private void does(StatementText text) {
        transaction.executed(text, null, false);
    }

    private void does(String sql) {
        does(StatementText.of(4, sql));
    }

    private void fails(SQLException failure) {
        transaction.executed(INSERT, failure, transaction.dooms(failure));
    }

    private Throwable commit() {
        transaction.committing(false);
        return transaction.committed(null);
    }

    private boolean isCommitted() {
        return user.end().committed();
    }

    private static SQLException sql(String state) {
        return new SQLException("secret", state);
    }

    @Test
    void failure_whereItEndsTheTransaction_makesTheCommitARollback() {
        does(INSERT);
        fails(sql("23505"));

        assertThat(transaction.isDoomed(false)).isTrue();
        assertThat(commit())
                .hasMessage("not committed: a statement in it had failed before (SQLState 25P02 after 23505)");
        assertThat(user.end().lost()).isPresent();
    }

    @Test
    void failure_ofADeadlockThatIsCaught_isWhatTheTransactionFailedWith() {
        fails(sql("40P01"));

        assertThat(commit()).hasMessage("ended by the database to resolve a deadlock (SQLState 40P01)");
    }

    @Test
    void failure_afterARollbackOfWhateverKind_standsInNobodysWay() {
        fails(sql("23505"));
        transaction.rolledBackPartly();
        assertThat(commit()).isNull();

        fails(sql("23505"));
        does("rollback to savepoint s");
        assertThat(commit()).isNull();

        fails(sql("23505"));
        transaction.rolledBack();
        assertThat(commit()).isNull();

        fails(sql("23505"));
        does("rollback");
        assertThat(commit()).isNull();
    }

    @Test
    void failure_afterWhichAStatementWorks_hasNotEndedTheTransaction() {
        fails(sql("23505"));
        does(SELECT);

        assertThat(commit()).isNull();
        assertThat(isCommitted()).isTrue();
    }

    @Test
    void failure_ofTheProgramsOwn_reachedNoServer() {
        fails(new SQLException("no value for parameter 1"));

        assertThat(commit()).isNull();
    }

    @Test
    void failure_whereTheTransactionGoesOn_isItsOwnAffair() {
        failureEnds = false;
        transaction = begin();
        does(INSERT);
        fails(sql("23505"));

        assertThat(commit()).isNull();
        assertThat(isCommitted()).isTrue();
    }

    /** MySQL and others roll back all of it by themselves. */
    @Test
    void failure_byWhichTheDatabaseRolledBack_standsUntilTheWorkIsDoneAgain() {
        failureEnds = false;
        transaction = begin();
        does(INSERT);
        fails(sql("40001"));
        does(SELECT);
        assertThat(commit()).hasMessage("could not be serialized with other transactions (SQLState 40001)");

        transaction = begin();
        does(INSERT);
        fails(sql("40001"));
        does(INSERT);
        assertThat(commit()).isNull();
        assertThat(isCommitted()).isTrue();
    }

    @Test
    void commitBySql_ofAFailedTransaction_isARollback() {
        does(INSERT);
        fails(sql("23505"));
        does("commit");

        assertThat(user.end().lost()).isPresent();
    }

    @Test
    void commitByAChangeOfMode_ofAFailedTransaction_isARollback() {
        does(INSERT);
        fails(sql("23505"));
        transaction.autoCommit(true);

        assertThat(user.end().lost()).isPresent();
    }

    @Test
    void statement_thatCommitsItself_needsNoCommit() {
        autoCommit = true;
        transaction = begin();
        fails(sql("23505"));
        assertThat(isCommitted()).isFalse();
        does(INSERT);

        assertThat(isCommitted()).isTrue();
        assertThat(transaction.givenBack()).isFalse();
    }

    @Test
    void transaction_begunBySql_needsItsCommit() {
        autoCommit = true;
        transaction = begin();
        does("begin");
        does(INSERT);

        assertThat(transaction.isPending()).isTrue();
        assertThat(transaction.givenBack()).isTrue();
        assertThat(isCommitted()).isFalse();
    }

    @Test
    void givenBack_withChangedRows_isToldUnlessSomethingFailed() {
        does(INSERT);
        assertThat(transaction.givenBack()).isTrue();

        does(SELECT);
        assertThat(transaction.givenBack()).isFalse();

        does(INSERT);
        fails(sql("23505"));
        assertThat(transaction.givenBack()).isFalse();

        does(INSERT);
        commit();
        assertThat(transaction.givenBack()).isFalse();
    }

    @Test
    void end_ofWhatOnlyRead_doesNotUndoACommit() {
        does(INSERT);
        commit();
        does(SELECT);
        transaction.rolledBack();

        assertThat(isCommitted()).isTrue();
    }

    @Test
    void end_ofNothing_isNone() {
        transaction.rolledBack();

        assertThat(isCommitted()).isTrue();
        assertThat(user.end().lost()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "begin, BEGIN",
        "BEGIN TRANSACTION, BEGIN",
        "begin isolation level serializable, BEGIN",
        "start transaction read only, BEGIN",
        "begin p(?); end;, NONE",
        "commit, COMMIT",
        "COMMIT WORK, COMMIT",
        "end, COMMIT",
        "commit;, COMMIT",
        "commit prepared ?, NONE",
        "rollback, ROLLBACK",
        "abort, ROLLBACK",
        "rollback and no chain, ROLLBACK",
        "rollback to savepoint s_1, ROLLBACK_PARTLY",
        "rollback work to s, ROLLBACK_PARTLY",
        "rollback prepared ?, NONE",
        "savepoint s, NONE",
        "select ?, NONE",
    })
    void step_ofAStatement_isToldByItsWords(String sql, TransactionStep step) {
        assertThat(TransactionStep.of(sql)).isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into t values (?)|true",
                "UPDATE t SET a = ?|true",
                "delete from t|true",
                "merge into t using s on (?) when matched then delete|true",
                "with x as (insert into t values (?) returning id) select * from x|true",
                "with x as (select a from t) update t set a = ?|true",
                "{call p(?)}|true",
                "{? = call f(?)}|true",
                "call p(?)|true",
                "(batch)|true",
                "select * from t for update|false",
                "with x as (select a from t for no key update) select * from x|false",
                "select updated from t|false",
                "create table inserts (id int)|false",
                "set x = ?|false",
                "(other)|false",
            })
    void writes_ofAStatement_isToldByItsWords(String sql, boolean writes) {
        assertThat(StatementText.of(2, sql).writes()).isEqualTo(writes);
    }
}
