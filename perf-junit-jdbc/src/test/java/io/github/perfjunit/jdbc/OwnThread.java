// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.util.concurrent.Executor;

/**
 * Runs each task on a thread of its own. The common pool has a single one on a machine with two processors, where tasks that
 * wait for each other would wait for ever.
 */
public enum OwnThread implements Executor {
    EACH;

    @Override
    public void execute(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }
}
