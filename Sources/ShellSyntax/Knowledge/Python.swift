// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let python = """
    python, python3, py, pypy, pypy3
      takes -W -X -c -m --check-hash-based-pycs
      ordered
      runs -m
      quick -c
      repl -i
      repl $
      runs @manage.py|*/manage.py
      watches -m
      serves server.py|*/server.py|app.py|*/app.py|serve.py|*/serve.py|run_server.py|runserver.py|wsgi.py
      builds setup.py build|bdist*|sdist
      installs setup.py install|develop
      tests setup.py test
      works worker.py|*/worker.py
    http.server, SimpleHTTPServer, smtpd, aiosmtpd, xmlrpc.server, pydoc
      serves
    pydoc
      serves -p|-b|-n
      fullscreen *
    venv, virtualenv
      installs
    ensurepip
      installs
    unittest
      tests
    compileall
      builds
    pdb, ipdb, pudb
      fullscreen
    timeit, cProfile, profile
      computes
    json.tool, zipfile, tarfile, site, this
      quick
    manage.py, django-admin
      serves runserver|runserver_plus|testserver|run_gunicorn
      works qcluster|rqworker|celery|process_tasks|run_huey|rundramatiq|runworker
      repl shell|shell_plus|dbshell
      interactive createsuperuser|changepassword
      provisions migrate|loaddata|collectstatic|dumpdata|syncdb|flush
      tests test
      quick
    flask
      takes -A --app -e --env-file
      serves run
      repl shell
      provisions db
    django-admin
      serves runserver
      quick startproject|startapp
    uvicorn, gunicorn, hypercorn, daphne, waitress-serve, granian, uwsgi, mod_wsgi-express, bjoern, sanic, litestar, robyn
      detaches -D|--daemon|--daemonize
      asks --check-config|--print-config
      serves
    fastapi
      serves dev|run
    streamlit
      serves run|hello
      quick
    gradio, chainlit, marimo, panel, bokeh, voila, mesop, solara, nicegui, reflex, taipy, shiny, dash
      serves run|edit|serve|tutorial|*
    jupyter, jupyter-lab, jupyter-notebook, jupyterhub, jupyter-server
      takes --port --ip --notebook-dir
      asks --version|--paths, notebook|server|lab list, kernelspec
      quick notebook|lab|server stop
      serves lab|notebook|server|hub|voila
      repl console
      fullscreen qtconsole
      computes execute
      converts nbconvert
      builds book
      serves $
    ipython, ptpython, bpython
      takes -c --profile
      quick -c
      repl $
      repl
    celery
      takes -A --app -b --broker --workdir
      detaches multi
      detaches worker|beat --detach
      works worker|beat
      serves flower
      follows events
      asks inspect|status|report|control
    rq, dramatiq, huey_consumer, huey_consumer.py, arq, taskiq, airflow-worker
      works worker|worker-pool|*
    airflow
      detaches webserver|scheduler|worker|triggerer|standalone -D|--daemon
      serves webserver|standalone|api-server
      works scheduler|worker|triggerer|celery
      provisions db
      tests tasks|dags test
    prefect
      serves server start
      works worker|agent start
      works deployment|flow serve
    dagster
      serves dev
    mlflow
      serves server|ui
    tensorboard, visdom, optuna-dashboard, aim
      asks --inspect
      serves
    pytest, py.test, nose2, nosetests, tox, nox, behave, robot, green, hatch-test, stestr, ward
      asks --collect-only|--co|--fixtures|--markers|-l|--list|--listenvs|--setup-plan
      watches -f|--looponfail
      interactive --pdb|--trace
      tests
    ptw, pytest-watch, pytest-watcher, watchmedo, watchfiles, jurigged, hupper, watchgod
      watches
    locust
      tests --headless|--no-web
      serves
    coverage
      takes -m --source --rcfile
      runs run -m
      tests run
      quick
    pip, pip3, pipx
      takes -r --requirement -c --constraint -i --index-url --extra-index-url -t --target --proxy
      asks list|show|freeze|check|search|config|debug|cache|index|inspect|hash
      installs install|download|wheel|uninstall|upgrade|upgrade-all|reinstall|inject|sync|ensurepath
      runs run
    uv
      takes --directory --project --python -p --cache-dir
      installs sync|add|remove|lock|venv|install|export
      installs python install|upgrade
      installs pip install|sync|compile|uninstall
      installs tool install|upgrade
      transfers publish
      builds build
    uv run
      takes --directory --project --python -p --with --with-requirements --extra --group --package --env-file -m --module
      ordered
      runs -m|--module
      runs
    uvx, uv tool run, pipx run
      takes --from --with --python -p --spec
      ordered
      runs
    poetry
      takes -C --directory -P --project
      shell shell
      installs install|add|update|remove|lock|sync|self
      interactive init
      builds build
      transfers publish
    poetry run, poetry exec
      ordered
      runs
    pipenv
      interactive shell
      installs install|update|sync|lock|uninstall|upgrade
      script run start|serve|server|dev|test
    pipenv run
      ordered
      runs
    pdm
      takes -p --project
      installs install|add|update|sync|lock|remove
      builds build
      transfers publish
    pdm run
      takes -s -p --project
      ordered
      runs
    rye
      installs sync|add|install|lock|fetch|self
      tests test
      builds build
    rye run
      ordered
      runs
    hatch
      takes -e --env -p --project
      interactive shell
      builds build
      transfers publish
      tests test
    hatch run
      takes -e --env
      ordered
      runs
    pixi
      installs install|add|update|global
    pixi run
      takes -e --environment --manifest-path
      ordered
      script *
    mkdocs
      takes -f --config-file -a --dev-addr
      serves serve
      builds build|gh-deploy
    mike
      serves serve
      builds deploy
    sphinx-build
      builds
    sphinx-autobuild, sphinx-serve
      watches
    pelican
      serves -l|--listen
      watches -r|--autoreload
      builds
    invoke, inv, fab, doit, nox
      takes -c --collection -r --search-root -H --hosts
      asks -l|--list, list
      script *
    scrapy
      repl shell
      computes crawl|runspider|bench
    mypy
      quick
    dmypy
      quick
    black, ruff, flake8, isort, pylint, bandit, pyright, autopep8, yapf
      watches -w|--watch
      quick
    pyinstaller, nuitka, nuitka3, cx_Freeze, build, cython, maturin, twine, flit, briefcase
      watches develop -w
      serves dev
      transfers upload|publish
      builds
    cookiecutter, copier
      interactive --no-such
      interactive
    ansible-playbook
      asks --syntax-check|--list-hosts|--list-tasks|--list-tags
      interactive -K|--ask-become-pass|-k|--ask-pass|--step
      provisions
    ansible
      takes -m -a -i -u
      asks --list-hosts
      interactive -K|--ask-become-pass|-k|--ask-pass
      provisions
    ansible-galaxy
      installs install
      installs collection|role install
    ansible-vault
      interactive create|edit|view|encrypt|decrypt|rekey
    ansible-console
      repl
    molecule
      tests test|converge|verify|create
      interactive login
    yt-dlp, youtube-dl, gallery-dl, spotdl, you-get, gdown
      asks -F|--list-formats|--list-subs|-g|--get-url|-e|--get-title|-j|--dump-json|-s|--simulate
      transfers
    huggingface-cli, hf
      interactive login
      transfers download|upload
      quick
    vllm, lmdeploy, sglang
      serves serve
      computes
    torchrun, accelerate, deepspeed
      takes --nproc_per_node --nnodes
      interactive config
      computes
    alembic
      provisions upgrade|downgrade
    datasette
      serves
      serves serve
    sqlite-utils, csvkit, http, https, httpie
      transfers -d|--download
      quick
    mitmdump
      follows
    mitmproxy
      fullscreen
    mitmweb
      serves
    dbt
      serves docs serve
      computes run|build|test|seed|snapshot|compile
      installs deps
    pre-commit
      installs install|autoupdate|install-hooks
      tests run
    """
}
