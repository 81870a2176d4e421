// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.config;

import io.github.perfjunit.spi.RemoteSettings;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** Reads the keys {@code perf.aws.*}; all mistakes go to the source. */
public final class AwsSettingsReader {

    /** Services whose address a key may replace. */
    public static final List<String> SERVICES = List.of("ecs", "s3", "logs", "sts", "cloudwatch", "pi");

    private static final String LETTERS = "[A-Za-z0-9_./:\\-]+";

    private static final Set<String> KEYS = Set.of(
            "runOn",
            "region",
            "profile",
            "bucket",
            "prefix",
            "cluster",
            "taskDefinition",
            "container",
            "subnets",
            "securityGroups",
            "assignPublicIp",
            "logGroup",
            "logPrefix",
            "tasks",
            "cpu",
            "memory",
            "architecture",
            "spot",
            "maxCostUsd",
            "launchRate",
            "imageJava",
            "classpath.include",
            "targetInTask",
            "merge");

    private final SettingsSource source;

    /** Reads from a source. */
    public AwsSettingsReader(SettingsSource source) {
        this.source = source;
    }

    /** Returns all keys that are read here, or by {@link RemoteSettings#read}. */
    public static Set<String> keys() {
        Set<String> keys = new TreeSet<>(RemoteSettings.keys(AwsSettings.PREFIX));
        KEYS.forEach(key -> keys.add(AwsSettings.PREFIX + key));
        SERVICES.forEach(service -> keys.add(AwsSettings.PREFIX + "endpoint." + service));
        return keys;
    }

    /**
     * Reads all.
     *
     * @param sized the size that the test asks for
     * @param maxCostUsd the cap that it asks for
     * @param remote how controller and tasks deal with each other
     */
    public AwsSettings read(TaskSize sized, double maxCostUsd, RemoteSettings remote) {
        AwsAccess access = access();
        AwsSettings.Place place = place();
        TaskSize size = size(sized);
        size.check(source::problem);
        return new AwsSettings(
                access,
                place,
                size,
                remote,
                number("launchRate", 15, 1, 20),
                cost(maxCostUsd),
                number("imageJava", 21, 17, 99),
                Set.copyOf(names("classpath.include")),
                flag("targetInTask", false),
                text("merge").orElse(""));
    }

    /** Reads how services are reached. */
    public AwsAccess access() {
        String profile = text("profile").orElse("");
        Optional<String> region = text("region").or(() -> region(profile));
        if (region.isEmpty()) {
            source.problem("perf.aws.region is not set, nor does AWS_REGION or the profile tell it; it must be such as"
                    + " eu-west-1");
        } else if (!region.get().matches("[a-z0-9-]+")) {
            source.problem("perf.aws.region was '" + region.get() + "' but must be such as eu-west-1");
        }
        Map<String, URI> endpoints = new HashMap<>();
        for (String service : SERVICES) {
            text("endpoint." + service)
                    .ifPresent(text -> endpoint(service, text).ifPresent(uri -> endpoints.put(service, uri)));
        }
        return new AwsAccess(region.filter(each -> each.matches("[a-z0-9-]+")).orElse("us-east-1"), profile, endpoints);
    }

    private Optional<URI> endpoint(String service, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // as one that is no address
        }
        source.problem("perf.aws.endpoint." + service + " was '" + text + "' but must be such as https://host:port");
        return Optional.empty();
    }

    private static Optional<String> region(String profile) {
        for (AwsRegionProvider provider : new AwsRegionProvider[] {
            new SystemSettingsRegionProvider(),
            profile.isEmpty() ? new AwsProfileRegionProvider() : new AwsProfileRegionProvider(null, profile)
        }) {
            try {
                return Optional.of(provider.getRegion().id());
            } catch (SdkClientException e) {
                // the next one may know
            }
        }
        return Optional.empty();
    }

    /** Reads what there is in the account. */
    public AwsSettings.Place place() {
        Optional<String> bucket = text("bucket");
        if (bucket.isEmpty()) {
            source.problem("perf.aws.bucket is not set; it must be the bucket for messages, an output of the template");
        } else if (!bucket.get().matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            source.problem("perf.aws.bucket was '" + bucket.get() + "' but must be the name of a bucket");
        }
        List<String> subnets = names("subnets");
        if (subnets.isEmpty()) {
            source.problem("perf.aws.subnets is not set; it must be such as subnet-1a2b,subnet-3c4d, an output of the"
                    + " template");
        }
        beginsWith("subnets", "subnet-", subnets);
        List<String> groups = names("securityGroups");
        beginsWith("securityGroups", "sg-", groups);
        String prefix = text("prefix").map(AwsSettingsReader::folder).orElse("");
        return new AwsSettings.Place(
                bucket.orElse(""),
                prefix,
                cluster(),
                name("taskDefinition", "perf-junit-runner"),
                name("container", "runner"),
                subnets,
                groups,
                flag("assignPublicIp", true),
                text("logGroup").orElse(""),
                text("logPrefix").orElse("run"));
    }

    private void beginsWith(String key, String beginning, List<String> names) {
        for (String each : names) {
            if (!each.matches(beginning + "[0-9a-zA-Z]+")) {
                source.problem(AwsSettings.PREFIX + key + " was '" + each + "' but must begin with " + beginning);
            }
        }
    }

    private static String folder(String text) {
        String path = text.replaceFirst("^/+", "");
        return path.isEmpty() || path.endsWith("/") ? path : path + "/";
    }

    private String cluster() {
        if (text("cluster").isEmpty()) {
            source.problem(
                    "perf.aws.cluster is not set; it must be the name of the cluster, an output of the template");
        }
        return name("cluster", "none");
    }

    private String name(String key, String byDefault) {
        String name = text(key).orElse(byDefault);
        if (!name.matches(LETTERS)) {
            source.problem(AwsSettings.PREFIX + key + " was '" + name
                    + "' but must be a name of letters, digits, hyphens and underscores, or an ARN");
        }
        return name;
    }

    private TaskSize size(TaskSize sized) {
        return new TaskSize(
                number("tasks", sized.tasks(), 1, TaskSize.MOST_TASKS),
                number("cpu", sized.cpu(), 1, Integer.MAX_VALUE),
                number("memory", sized.memory(), 1, Integer.MAX_VALUE),
                arm(sized.arm()),
                flag("spot", sized.spot()));
    }

    private boolean arm(boolean byDefault) {
        Optional<String> text = text("architecture");
        if (text.isEmpty()) {
            return byDefault;
        }
        boolean arm = text.get().equalsIgnoreCase("ARM64");
        if (!arm && !text.get().equalsIgnoreCase("X86_64")) {
            source.problem("perf.aws.architecture was '" + text.get() + "' but must be X86_64 or ARM64");
        }
        return arm;
    }

    private double cost(double byDefault) {
        Optional<String> text = text("maxCostUsd");
        double cost = byDefault;
        if (text.isPresent()) {
            try {
                cost = Double.parseDouble(text.get());
            } catch (NumberFormatException e) {
                cost = Double.NaN;
            }
        }
        if (!(cost >= 0 && cost < 1e6)) {
            source.problem("perf.aws.maxCostUsd was '" + text.orElse(String.valueOf(byDefault))
                    + "' but must be an amount in USD such as 2.50, or 0 for no limit");
            return 0;
        }
        return cost;
    }

    private int number(String key, int byDefault, int least, int most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // as one out of bounds
        }
        source.problem(AwsSettings.PREFIX + key + " was '" + text.get() + "' but must be a whole number "
                + (most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most));
        return byDefault;
    }

    private boolean flag(String key, boolean byDefault) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return byDefault;
        }
        if (!text.get().equals("true") && !text.get().equals("false")) {
            source.problem(AwsSettings.PREFIX + key + " was '" + text.get() + "' but must be true or false");
        }
        return text.get().equals("true");
    }

    private List<String> names(String key) {
        return text(key).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private Optional<String> text(String key) {
        return source.find(AwsSettings.PREFIX + key).map(String::strip).filter(text -> !text.isEmpty());
    }
}
