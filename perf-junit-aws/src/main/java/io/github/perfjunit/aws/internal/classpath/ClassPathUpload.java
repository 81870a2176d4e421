// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.classpath;

import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What was uploaded of a class path.
 *
 * @param uploaded number of jars that the bucket did not have
 * @param skipped number of those that it had
 * @param bytes size of the uploaded ones
 */
public record ClassPathUpload(int uploaded, int skipped, long bytes) {

    /**
     * Uploads what is not there.
     *
     * @param packed the class path
     * @param jars the folder of jars, which runs share
     * @param run the folder of the run, which gets the list
     */
    public static ClassPathUpload run(PackedClassPath packed, RunStore jars, RunStore run) throws IOException {
        Set<String> there = new HashSet<>(jars.list(""));
        int uploaded = 0;
        int skipped = 0;
        long bytes = 0;
        for (PackedClassPath.Jar jar : packed.jars()) {
            if (there.add(ClassPathList.key(jar.hash()))) {
                jars.putIfAbsent(ClassPathList.key(jar.hash()), jar.bytes());
                uploaded++;
                bytes += jar.size();
            } else {
                skipped++;
            }
        }
        run.put(ClassPathList.KEY, ClassPathList.of(packed).write());
        return new ClassPathUpload(uploaded, skipped, bytes);
    }
}
