// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * ECS, CloudWatch Logs and STS on loopback as far as a run needs them; each task is a JVM. Each behaviour names the page that
 * it imitates; what pages do not say cannot be tested with it.
 */
public final class FakeEcs implements AutoCloseable {

    private static final String ECS = "AmazonEC2ContainerServiceV20141113.";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_OVERRIDES = 8192;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, FakeTask> tasks = new LinkedHashMap<>();
    private final Map<String, JsonNode> asked = new HashMap<>();
    private final Map<String, ObjectNode> answers = new HashMap<>();
    private final List<String> operations = new ArrayList<>();

    /** How many of the next requests to launch are throttled. */
    public final AtomicInteger throttles = new AtomicInteger();

    /** How many of the next requests to launch find no capacity. */
    public final AtomicInteger noCapacity = new AtomicInteger();

    /** How many of the next requests to launch succeed without an answer. */
    public final AtomicInteger noAnswer = new AtomicInteger();

    /** How many of the next tasks never get their container. */
    public final AtomicInteger failToStart = new AtomicInteger();

    /** Which tasks stay PENDING, by the order of their launch. */
    public volatile IntPredicate pendingForEver = task -> false;

    /** The error with which launches are refused; empty for none. */
    public volatile String refusal = "";

    /** The error with which STS refuses; empty for none. */
    public volatile String refusedCredentials = "";

    private FakeEcs(HttpServer server) {
        this.server = server;
    }

    public static FakeEcs start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeEcs ecs = new FakeEcs(server);
        server.createContext("/", ecs::answer);
        server.setExecutor(ecs.threads);
        server.start();
        return ecs;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns all tasks in the order of their launch. */
    public List<FakeTask> tasks() {
        synchronized (tasks) {
            return List.copyOf(tasks.values());
        }
    }

    /** Returns the operations that were asked for. */
    public List<String> operations() {
        synchronized (operations) {
            return List.copyOf(operations);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html
                error(exchange, 403, "MissingAuthenticationToken", "the request must be signed");
            } else if (target == null) {
                sts(exchange);
            } else {
                String operation = target.substring(target.indexOf('.') + 1);
                synchronized (operations) {
                    operations.add(operation);
                }
                ecs(exchange, operation, JSON.readTree(body), target.startsWith(ECS));
            }
        }
    }

    private void ecs(HttpExchange exchange, String operation, JsonNode request, boolean ecs) throws IOException {
        synchronized (tasks) {
            if (!ecs) {
                logs(exchange, request);
                return;
            }
            switch (operation) {
                case "RunTask" -> runTask(exchange, request);
                case "DescribeTasks" -> describe(exchange, request);
                case "ListTasks" -> list(exchange, request);
                case "StopTask" -> stop(exchange, request);
                default -> error(exchange, 400, "InvalidAction", operation);
            }
        }
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html. */
    private void runTask(HttpExchange exchange, JsonNode request) throws IOException {
        if (throttles.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html
            error(exchange, 400, "ThrottlingException", "Rate exceeded");
            return;
        }
        if (!refusal.isEmpty()) {
            error(exchange, 400, refusal, "as the test wants it");
            return;
        }
        if (request.path("count").asInt(1) > 10) {
            error(exchange, 400, "InvalidParameterException", "count must be at most 10");
            return;
        }
        if (request.has("launchType") && request.has("capacityProviderStrategy")) {
            error(exchange, 400, "InvalidParameterException", "either launchType or capacityProviderStrategy");
            return;
        }
        if (request.path("overrides").toString().length() > MOST_OVERRIDES) {
            error(exchange, 400, "InvalidParameterException", "overrides are limited to 8192 characters");
            return;
        }
        // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html
        String token = request.path("clientToken").asText();
        JsonNode before = asked.putIfAbsent(token, request);
        if (before != null) {
            if (!before.equals(request)) {
                error(exchange, 400, "ConflictException", "the token was used with other parameters");
            } else {
                send(exchange, 200, answers.get(token).toString());
            }
            return;
        }
        ObjectNode answer = JSON.createObjectNode();
        answers.put(token, answer);
        if (noCapacity.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
            answer.putArray("tasks");
            answer.putArray("failures")
                    .addObject()
                    .put(
                            "reason",
                            "Capacity is unavailable at this time. Please try"
                                    + " again later or in a different availability zone");
            send(exchange, 200, answer.toString());
            return;
        }
        String arn = "arn:aws:ecs:eu-west-1:123456789012:task/perf/" + (1000 + tasks.size());
        boolean never = failToStart.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        FakeTask task = new FakeTask(arn, request, never);
        if (!never && !pendingForEver.test(tasks.size())) {
            task.start();
        }
        tasks.put(arn, task);
        answer.putArray("tasks").add(task.json());
        answer.putArray("failures");
        if (noAnswer.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return; // the connection is closed
        }
        send(exchange, 200, answer.toString());
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html: at most 100 tasks. */
    private void describe(HttpExchange exchange, JsonNode request) throws IOException {
        if (request.path("tasks").size() > 100) {
            error(exchange, 400, "InvalidParameterException", "at most 100 tasks");
            return;
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putArray("tasks");
        ArrayNode failures = answer.putArray("failures");
        for (JsonNode arn : request.path("tasks")) {
            FakeTask task = tasks.get(arn.asText());
            if (task == null) {
                failures.addObject().put("arn", arn.asText()).put("reason", "MISSING");
            } else {
                found.add(task.json());
            }
        }
        send(exchange, 200, answer.toString());
    }

    /**
     * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html: by default tasks whose desired status is
     * RUNNING, which those have that are PENDING.
     */
    private void list(HttpExchange exchange, JsonNode request) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode arns = answer.putArray("taskArns");
        for (FakeTask task : tasks.values()) {
            if (!task.isStopped()
                    && (!request.has("startedBy")
                            || task.startedBy().equals(request.get("startedBy").asText()))) {
                arns.add(task.arn());
            }
        }
        send(exchange, 200, answer.toString());
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html: SIGTERM, SIGKILL after a time. */
    private void stop(HttpExchange exchange, JsonNode request) throws IOException {
        FakeTask task = tasks.get(request.path("task").asText());
        if (task == null) {
            error(exchange, 400, "InvalidParameterException", "The referenced task was not found.");
            return;
        }
        task.stop("UserInitiated", request.path("reason").asText("Task stopped by user"));
        send(exchange, 200, JSON.createObjectNode().set("task", task.json()).toString());
    }

    /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html. */
    private void logs(HttpExchange exchange, JsonNode request) throws IOException {
        String stream = request.path("logStreamName").asText();
        for (FakeTask task : tasks.values()) {
            if (stream.equals("run/runner/" + task.arn().substring(task.arn().lastIndexOf('/') + 1))) {
                ObjectNode answer = JSON.createObjectNode();
                ArrayNode events = answer.putArray("events");
                task.log().lines().forEach(line -> events.addObject().put("message", line));
                send(exchange, 200, answer.toString());
                return;
            }
        }
        error(exchange, 400, "ResourceNotFoundException", "The specified log stream does not exist.");
    }

    /** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html. */
    private void sts(HttpExchange exchange) throws IOException {
        if (!refusedCredentials.isEmpty()) {
            send(
                    exchange,
                    403,
                    "<ErrorResponse><Error><Type>Sender</Type><Code>" + refusedCredentials
                            + "</Code><Message>The security token included in the request is expired</Message></Error>"
                            + "</ErrorResponse>");
            return;
        }
        send(
                exchange,
                200,
                "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/test</Arn>"
                        + "<UserId>AIDATEST</UserId><Account>123456789012</Account></GetCallerIdentityResult>"
                        + "</GetCallerIdentityResponse>");
    }

    private static void error(HttpExchange exchange, int status, String code, String message) throws IOException {
        send(
                exchange,
                status,
                JSON.createObjectNode()
                        .put("__type", code)
                        .put("message", message)
                        .toString());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        tasks().forEach(FakeTask::kill);
    }
}
