extension TasksExampleTests {
  /// Parallel tasks, a loop with a condition, nested routes, a called workflow and tasks written as a map.
  static let releaseTrain = """
    ref: release.train
    label: Release train
    version: "7"
    parameters:
      service: {type: string, required: true}
      token: {type: string, secret: true}
      stages: {type: array, default: [canary, half, all]}
      force: {type: boolean, default: false}
    vars:
      stage: 0
      polls: 0
      notes: ""
    tasks:
      build:
        action: ci.build
        input:
          service: "{{ parameters.service }}"
          tags: "{{ split('release,auto', ',') }}"
        timeout: 900
        retry: {count: 1, delay: 0}
        next:
          - when: "{{ succeeded() }}"
            publish:
              - notes: "{{ 'built ' | append(parameters.service) | upper }}"
            do: [verify]
          - when: "{{ not succeeded() }}"
            do: give_up
      verify:
        type: parallel
        timeout: 1200
        tasks:
          unit: {action: ci.test, input: {suite: unit}, timeout: 600}
          lint: {action: ci.test, input: {suite: lint}, retry: {count: 2, delay: 1}}
          scan:
            action: ci.scan
            input: {level: "{{ config.scan_level | default('high') }}"}
        on_success:
          - when: "{{ result().scan.findings | length == 0 or parameters.force }}"
            do: rollout
          - when: "{{ result().scan.findings | length > 0 and not parameters.force }}"
            do:
              - {when: "{{ max(result().scan.findings) >= 9 }}", publish: {notes: critical findings}, do: give_up}
              - {when: "{{ max(result().scan.findings) < 9 }}", do: [ask_anyway]}
        on_timeout: give_up
      ask_anyway:
        action: core.ask
        input:
          title: Findings
          prompt: "Release {{ parameters.service }} with {{ length(task.verify.result.scan.findings) }} findings?"
          assigned_to: [team:security, "user:{{ parameters.service }}-owner"]
          timeout: 600
        decision:
          - {when: "{{ result().response.approved }}", next: rollout}
          - {default: give_up}
        on_timeout: give_up
      rollout:
        action: deploy.stage
        input:
          stage: "{{ parameters.stages[vars.stage] }}"
          percent: "{{ round(100 * (vars.stage + 1) / length(parameters.stages)) }}"
        next:
          - when: "{{ succeeded() }}"
            publish: [{stage: "{{ vars.stage + 1 }}"}, {polls: 0}]
            do: watch
          - when: "{{ failed() or timed_out() }}"
            do: rollback
      watch:
        action: monitor.errors
        delay: 60
        input: {service: "{{ parameters.service }}", since: "{{ now() }}"}
        publish: {polls: "{{ vars.polls + 1 }}"}
        next:
          - {when: "{{ succeeded() and result().rate > 0.05 }}", do: rollback}
          - {when: "{{ succeeded() and result().rate <= 0.05 and polls < 2 }}", do: watch}
          - when: "{{ succeeded() and result().rate <= 0.05 and polls >= 2 and stage < length(parameters.stages) }}"
            do: rollout
          - when: "{{ succeeded() and result().rate <= 0.05 and polls >= 2 and stage >= length(parameters.stages) }}"
            do: announce
          - {when: "{{ failed() }}", do: [rollback]}
      rollback:
        type: workflow
        workflow: release.rollback
        input: {service: "{{ parameters.service }}", from: "{{ slice(parameters.stages, 0, stage) }}"}
        next:
          - {publish: {notes: "{{ vars.notes }}; rolled back"}, do: give_up}
      announce:
        action: core.echo
        when: "{{ starts_with(parameters.service, 'web') }}"
        input: {message: "{{ notes }} to {{ parameters.stages | last }}"}
        on_complete: []
      give_up:
        action: core.echo
        input: {message: "{{ notes | default('nothing was done') }}"}
    output_map:
      stage: "{{ vars.stage }}"
      notes: "{{ vars.notes }}"
    """
}
