// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.fake;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Credentials that no service knows, for clients of fakes. */
public final class TestCredentials implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        System.setProperty("aws.accessKeyId", "AKIDTEST");
        System.setProperty("aws.secretAccessKey", "nothing");
    }
}
