// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.TlsStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores of all formats, and each way in which one can be unfit. */
class TlsSetUpTests {

    private static final String WRONG = "be given with its password: the one that is set is wrong";
    private static final String FORMAT = "be a PKCS #12, JKS or PEM store";

    @TempDir
    private static Path directory;

    private static TestKeys keys;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.make(directory, "shop");
    }

    private static TlsStore store(Path file) {
        return new TlsStore(file.toString(), TestKeys.PASSWORD);
    }

    private static Path written(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void trustStore_ofEachFormat_isRight(String type) throws Exception {
        assertThat(TlsSetUp.trustProblem(store(keys.trustStore(type)))).isEmpty();
        assertThat(TlsSetUp.keyProblem(store(keys.trustStore(type))))
                .hasValue("hold a private key with its certificate");
    }

    @Test
    void trustStore_jksWithoutPassword_isRight() throws Exception {
        String file = keys.trustStore("JKS").toString();

        assertThat(TlsSetUp.trustProblem(new TlsStore(file, ""))).isEmpty();
    }

    @Test
    void pem_certificateAndKey_areBothRight() throws Exception {
        TlsStore pem = new TlsStore(keys.pem().toString(), "");

        assertThat(TlsSetUp.trustProblem(pem)).isEmpty();
        assertThat(TlsSetUp.keyProblem(pem)).isEmpty();
        assertThat(StoreFile.read(pem).isKeyEntry("key")).isTrue();
    }

    @Test
    void pem_severalCertificates_areAllTrusted() throws Exception {
        Path file = written("two.pem", keys.certificatePem() + keys.certificatePem());
        KeyStore read = StoreFile.read(store(file));

        assertThat(read.size()).isEqualTo(2);
        assertThat(TlsSetUp.keyProblem(store(file))).hasValue("hold a private key with its certificate");
    }

    @Test
    void pem_keyInOlderForm_isRefusedWithARemedy() throws Exception {
        Path file = written("old.pem", "-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----\n");

        assertThat(TlsSetUp.keyProblem(store(file)))
                .hasValue("hold its key in PKCS #8 form without password, BEGIN PRIVATE KEY, as openssl pkcs8 -topk8"
                        + " -nocrypt writes it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
            })
    void pem_ofGarbage_isRefused(String text) throws Exception {
        assertThat(TlsSetUp.trustProblem(store(written("garbage.pem", text))))
                .hasValue("hold certificates and keys that this JVM can read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "no store at all", "-----BEGIN "})
    void file_ofSomethingElse_isRefused(String text) throws Exception {
        assertThat(TlsSetUp.trustProblem(store(written("else.p12", text))))
                .hasValueSatisfying(
                        allowed -> assertThat(allowed).isIn(FORMAT, "hold at least one certificate to trust"));
    }

    @Test
    void store_wrongPassword_isRefusedWithoutShowingIt() throws Exception {
        assertThat(TlsSetUp.keyProblem(new TlsStore(keys.keyStore().toString(), "guess")))
                .hasValue(WRONG);
        assertThat(TlsSetUp.trustProblem(new TlsStore(keys.trustStore("JKS").toString(), "guess")))
                .hasValue(WRONG);
        assertThat(TlsSetUp.keyProblem(new TlsStore(keys.keyStore().toString(), "")))
                .hasValue("be given with its password");
    }

    @Test
    void store_thatIsNowhere_isRefused() {
        Path nowhere = directory.resolve("nowhere.p12");

        assertThat(TlsSetUp.trustProblem(store(nowhere))).hasValue("be a file: there is none at " + nowhere);
        assertThat(TlsSetUp.trustProblem(new TlsStore("classpath:/nowhere.p12", "")))
                .hasValue("be on the class path");
        assertThat(TlsSetUp.trustProblem(new TlsStore("a\0b", ""))).hasValue("be the path of a file");
    }

    @Test
    void store_onTheClassPath_isFound() {
        assertThat(TlsSetUp.trustProblem(new TlsStore("classpath:/io/github/perfjunit/LoadTest.class", "")))
                .hasValue(FORMAT);
    }

    @Test
    void store_thatIsHuge_isNotReadToItsEnd() throws Exception {
        Path file = Files.write(directory.resolve("huge.p12"), new byte[10_000_001]);

        assertThat(TlsSetUp.trustProblem(store(file))).hasValue("have at most 10 MB");
    }

    @Test
    void context_nothingSet_isNotNeeded() {
        assertThat(TlsSetUp.isNeeded(HttpOptions.DEFAULTS)).isFalse();
        assertThat(TlsSetUp.isNeeded(HttpOptions.builder().trustAll(true).build()))
                .isTrue();
    }
}
