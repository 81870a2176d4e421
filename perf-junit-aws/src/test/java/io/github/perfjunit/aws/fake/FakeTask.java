// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.aws.FargateTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A task whose container is a JVM; see
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html.
 */
public final class FakeTask {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long STOP_TIMEOUT_SECONDS = 30;

    private final String arn;
    private final JsonNode request;
    private final Instant createdAt = Instant.now();
    private final Path log;
    private Process process;
    private String stopCode;
    private String stoppedReason;
    private Instant stoppedAt;

    FakeTask(String arn, JsonNode request, boolean neverStarts) throws IOException {
        this.arn = arn;
        this.request = request;
        this.log = Files.createTempFile("fake-task", ".log");
        log.toFile().deleteOnExit();
        if (neverStarts) {
            // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
            stopCode = "TaskFailedToStart";
            stoppedReason = "Timeout waiting for network interface provisioning to complete.";
            stoppedAt = Instant.now();
        }
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                FargateTask.class.getName()));
        request.at("/overrides/containerOverrides/0/command").forEach(argument -> command.add(argument.asText()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("AWS_ACCESS_KEY_ID", "AKIDTASK");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "nothing");
        builder.environment().put("JDK_JAVA_OPTIONS", "-Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        process = builder.start();
    }

    public String arn() {
        return arn;
    }

    String startedBy() {
        return request.path("startedBy").asText();
    }

    public JsonNode request() {
        return request;
    }

    public boolean isStopped() {
        return stoppedAt != null || (process != null && !process.isAlive());
    }

    /** Returns whether any process of the task is alive. */
    public boolean isAlive() {
        return process != null && (process.isAlive() || process.descendants().anyMatch(ProcessHandle::isAlive));
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Ends the task as ECS does: SIGTERM, and SIGKILL after the task's time to stop. */
    synchronized void stop(String code, String reason) {
        if (stopCode == null) {
            stopCode = code;
            stoppedReason = reason;
        }
        if (process == null) {
            stoppedAt = Instant.now();
            return;
        }
        process.destroy();
        Thread killer = new Thread(() -> {
            try {
                if (!process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                    kill();
                }
            } catch (InterruptedException e) {
                kill();
            }
        });
        killer.setDaemon(true);
        killer.start();
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html: SIGTERM, two minutes. */
    public void interruptSpot() {
        stop("SpotInterruption", "Your Spot Task was interrupted.");
    }

    /** Ends all processes of the container at once, as when it runs out of memory. */
    public void kill() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        boolean stopped = isStopped();
        json.put("taskArn", arn);
        json.put("lastStatus", stopped ? "STOPPED" : process == null ? "PENDING" : "RUNNING");
        json.put("desiredStatus", stopped ? "STOPPED" : "RUNNING");
        json.put("availabilityZone", "eu-west-1a");
        json.put("createdAt", createdAt.toEpochMilli() / 1e3);
        json.set("tags", request.path("tags"));
        if (process != null) {
            json.put("pullStartedAt", createdAt.toEpochMilli() / 1e3);
            json.put("startedAt", createdAt.toEpochMilli() / 1e3);
        }
        ObjectNode container = json.putArray("containers").addObject().put("name", "runner");
        if (stopped) {
            if (stoppedAt == null) {
                stoppedAt = Instant.now();
            }
            json.put("stoppedAt", stoppedAt.toEpochMilli() / 1e3);
            json.put("stopCode", stopCode == null ? "EssentialContainerExited" : stopCode);
            json.put("stoppedReason", stoppedReason == null ? "Essential container in task exited" : stoppedReason);
            if (process != null) {
                container.put("exitCode", process.exitValue());
            }
        }
        return json;
    }
}
