// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let containers = """
    docker, podman, nerdctl
      takes -H --host -c --context -l --log-level --config --url --connection
      follows events
      fullscreen stats !--no-stream
      serves attach
      interactive attach|login
      transfers pull|push|save|load|export|import|cp|commit
      transfers image|images pull|push|save|load
      builds image build
      builds builder build
      follows wait
      computes wait
      follows system events
      quick
    docker build, podman build, nerdctl build, docker buildx build, docker image build, buildah bud, buildah build
      takes -f --file -t --tag --build-arg --target --platform -o --output --progress --network --cache-from
      builds
    docker buildx
      builds bake|build
    docker pull, docker push, podman pull, podman push
      transfers
    docker start, podman start
      interactive -i|--interactive
      serves -a|--attach
      quick
    docker logs, podman logs, nerdctl logs, docker container logs, podman container logs, docker service logs
      takes --since --tail -n --until
      follows -f|--follow
    docker run, podman run, nerdctl run, docker container run, podman container run
      takes -p --publish -v --volume -e --env --name --network --net -w --workdir -u --user --entrypoint --env-file -h --hostname -m --memory --cpus --gpus -l --label --link --mount --platform --restart --add-host --log-driver --log-opt --ulimit --device --cap-add --cap-drop --shm-size --ip --dns --tmpfs --security-opt --pull --expose --network-alias --volumes-from --runtime --pid --ipc --userns --health-cmd --cidfile --annotation --stop-signal -a --attach -c --cpu-shares
      ordered
      detaches -d|--detach
      interactive -i -t
      interactive -i|--interactive -t|--tty
      interactive -t|--tty
      runs *
    docker exec, podman exec, nerdctl exec, docker container exec, podman container exec
      takes -e --env -u --user -w --workdir --env-file --detach-keys
      ordered
      detaches -d|--detach
      interactive -t|--tty
      runs *
    docker compose, docker-compose, podman compose, podman-compose, nerdctl compose, docker-compose-v2
      takes -f --file -p --project-name --profile --env-file --project-directory --ansi --progress --parallel -c --context
      quick ps|ls|images|config|down|stop|start|restart|rm|kill|pause|unpause|port|top|version|create|cp|events $
      follows events
      follows attach
      watches watch
      builds build
      transfers pull|push
      fullscreen stats
      computes wait
    docker compose up, docker-compose up, podman compose up, podman-compose up, nerdctl compose up
      takes --scale --timeout -t --exit-code-from --wait-timeout --attach --no-attach --pull --profile -f --file
      detaches -d|--detach|--wait|--no-start
      tests --abort-on-container-exit|--exit-code-from
      serves
    docker compose logs, docker-compose logs, podman compose logs, podman-compose logs, nerdctl compose logs
      takes --tail -n --since --until --index
      follows -f|--follow
    docker compose run, docker-compose run, podman compose run, podman-compose run
      takes -e --env -u --user -w --workdir -p --publish -v --volume --name --entrypoint -l --label --env-from-file
      ordered
      detaches -d|--detach
      runs * *
      interactive * $
      computes
    docker compose exec, docker-compose exec, podman compose exec, podman-compose exec
      takes -e --env -u --user -w --workdir --index
      ordered
      detaches -d|--detach
      runs *
    docker stack, docker swarm, docker service
      quick
    docker system
      follows events
      interactive prune !-f|--force
      quick
    docker container
      follows logs -f|--follow
      interactive prune !-f|--force
      fullscreen stats !--no-stream
      interactive attach
      quick
    docker scout, docker scan, trivy, grype, syft
      computes
    docker desktop, docker context, docker plugin, docker network
      quick
    buildah
      builds bud|build|build-using-dockerfile
      transfers pull|push
      quick
    skopeo
      transfers copy|sync
      interactive login
      quick
    crane, oras, regctl
      transfers pull|push|copy|cp
      serves registry serve
    kaniko, img, ko
      builds
    docker-machine, multipass, lima, limactl
      provisions create|launch|start
      interactive shell|ssh
      quick
    colima
      provisions start
      interactive ssh
    vagrant
      takes --provider
      interactive ssh|init
      provisions up|provision|reload|resume|halt|destroy
      installs box|plugin add|install|update
      watches rsync-auto
      tunnels share
      quick
    packer
      builds build
      installs init
    lazydocker, ctop, dry, oxker
      fullscreen
    devcontainer
      builds build|up
    dive
      fullscreen
    act
      asks -l|--list|-n|--dryrun
      tests
    dagger
      fullscreen
    earthly
      builds
    containerd, dockerd, podman-machine, buildkitd
      serves
    """
}
