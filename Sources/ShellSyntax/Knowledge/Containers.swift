// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Containers and virtual machines on this computer.
  static let containers: StaticString = """
    docker, podman, nerdctl
      takes -H --host -c --context -l --log-level --config --url --connection
      follows events, system events
      fullscreen stats !--no-stream
      interactive attach|login
      transfers pull|push|save|load|export|import
      transfers image|images|manifest pull|push|save|load
      builds builder|image build
      computes wait
      interactive system|image|container|volume|network|builder prune !-f !--force
      fullscreen container stats !--no-stream
      interactive container attach
      quick
    docker build, podman build, nerdctl build, docker image build, docker buildx build, buildah bud,
    buildah build
      takes -f --file -t --tag --build-arg --target --platform -o --output --progress --network --cache-from
      builds
    docker buildx
      builds bake|b
      quick
    docker start, podman start
      interactive -i|--interactive
      serves -a|--attach
      quick
    docker logs, podman logs, nerdctl logs, docker container logs, podman container logs,
    docker service logs
      takes --since --tail -n --until
      follows -f|--follow
      quick
    docker run, podman run, nerdctl run, docker container run, podman container run
      takes -p --publish -v --volume -e --env --name --network --net -w --workdir -u --user --entrypoint
      takes --env-file -h --hostname -m --memory --cpus --gpus -l --label --link --mount --platform
      takes --restart
      takes --add-host --log-driver --log-opt --ulimit --device --cap-add --cap-drop --shm-size --ip --dns
      takes --tmpfs --security-opt --pull --expose --network-alias --volumes-from --runtime --pid --ipc
      takes --userns
      takes --health-cmd --cidfile --annotation --stop-signal -a --attach -c --cpu-shares --hostname
      takes --group-add
      ordered
      detaches -d|--detach
      interactive -i|--interactive|-t|--tty
      runs *
      serves -p|--publish|-P|--publish-all
      computes
    docker exec, podman exec, nerdctl exec, docker container exec, podman container exec
      takes -e --env -u --user -w --workdir --env-file --detach-keys
      ordered
      detaches -d|--detach
      interactive -t|--tty|-i|--interactive
      runs *
      quick
    docker compose, docker-compose, podman compose, podman-compose, nerdctl compose
      takes -f --file -p --project-name --profile --env-file --project-directory --ansi --progress
      takes --parallel
      follows events, attach
      watches watch
      builds build
      transfers pull|push
      fullscreen stats !--no-stream
      computes wait
      quick
    docker compose up, docker-compose up, podman compose up, podman-compose up, nerdctl compose up
      takes --scale --timeout -t --exit-code-from --wait-timeout --attach --no-attach --pull --profile -f
      takes --file
      detaches -d|--detach|--detached-mode|--wait|--no-start
      tests --abort-on-container-exit|--exit-code-from|--abort-on-container-failure
      serves
    docker compose logs, docker-compose logs, podman compose logs, podman-compose logs, nerdctl compose logs
      takes --tail -n --since --until --index
      follows -f|--follow
      quick
    docker compose run, docker-compose run, podman compose run, podman-compose run
      takes -e --env -u --user -w --workdir -p --publish -v --volume --name --entrypoint -l --label
      ordered
      detaches -d|--detach
      runs *
      serves --service-ports|-p|--publish
      interactive * $
      computes
    docker compose exec, docker-compose exec, podman compose exec, podman-compose exec
      takes -e --env -u --user -w --workdir --index
      ordered
      detaches -d|--detach
      runs *
      quick
    trivy, grype, syft
      computes image|fs|repo|config|*:*
      quick
    buildah
      transfers pull|push
      quick
    skopeo, crane, oras, regctl
      transfers copy|sync|pull|push|cp
      serves registry serve
      interactive login
      quick
    docker-machine, multipass, limactl, lima
      provisions create|launch|start
      interactive shell|ssh
      quick
    colima
      provisions start|restart
      interactive ssh
      quick
    vagrant
      interactive ssh|init|login
      provisions up|provision|reload|resume
      installs box|plugin add|install|update
      watches rsync-auto
      tunnels share
      quick
    packer
      builds build
      installs init
      quick
    lazydocker, ctop, dry, dive, oxker
      fullscreen
    devcontainer
      builds build|up
      runs exec
      quick
    act
      asks -l|--list|-n|--dryrun|--graph
      tests
    earthly, dagger
      builds
    containerd, dockerd, buildkitd
      serves
    """
}
